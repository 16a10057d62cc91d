"""Articles as the network reads them, with gold attributions as labels, and predictions as brat stand-off.

Tokens, units and their features come from the library (`xtask train network-data`), so that training and analysis read the same.
"""
import copy
import glob
import json
import os
import random
import re

import torch

TAGS = ["O", "B-CUE", "I-CUE", "B-BARE"]
ROLES = ["O", "B-S", "I-S", "B-C", "I-C", "I-Q", "B-R", "I-R"]
NAMES = ["O"] + [f"{b}-{k}" for k in ("person", "organization", "outlet", "place", "other") for b in "BI"]
# How identifiable a source is, as the annotation has it.
LEVELS = ["named", "institutional", "partial", "described", "vague", "bare", "unattributed", "author"]
NEWS, POLNEAR = 0, 1
# Parts of speech by number, as `ascribe::text::Xpos` has them.
XPOS = ("$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP "
        "SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``").split()
COMMA, STOP, IN, PRP, VBD, VBG = map(XPOS.index, (",", ".", "IN", "PRP", "VBD", "VBG"))
NNP = {XPOS.index("NNP"), XPOS.index("NNPS")}


class Unit:
    """Tokens in which attributions are looked for. cues: (start, end, bare, labels) of each attribution; who: (level, actor) of each,
    -1 where the annotation does not say; ids: the actor that a token of a name names, or -1."""
    __slots__ = ("doc", "words", "spans", "sent", "xpos", "quote", "cue", "tags", "names", "ids", "cues", "who", "teach", "soft", "softn", "said", "pieces")

    def __len__(self):
        return len(self.words)


class Doc:
    __slots__ = ("name", "text", "guide", "units")


def read_ann(path):
    """attributions of a brat file: role -> spans"""
    spans, events = {}, []
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0].startswith("T") and len(f) > 1 and " " in f[1]:
            kind, rest = f[1].split(" ", 1)
            try:
                spans[f[0]] = [tuple(int(x) for x in part.split()) for part in rest.split(";")]
            except ValueError:
                pass
        elif f[0].startswith("E"):
            events.append([a.split(":") for a in f[1].split()])
    out = []
    for args in events:
        roles = {"source": [], "cue": [], "content": [], "relay": []}
        for role, target in args:
            role = role.rstrip("0123456789").lower()
            if role in roles and target in spans:
                roles[role].extend(spans[target])
        if roles["content"]:
            out.append(roles)
    return out


def paragraphs(text):
    sep = "\n\n" if "\n\n" in text.strip() else "\n"
    out, at = [], 0
    for part in text.split(sep):
        if part.strip():
            out.append((at, part))
        at += len(part) + len(sep)
    return out


def locate(ref, paras):
    m = re.match(r"(\d+)(?:#(\d+))?:(.*)$", ref, re.S)
    start, text = paras[int(m[1]) - 1]
    hits = [i for i in range(len(text)) if text.startswith(m[3], i)]
    at = hits[int(m[2]) - 1 if m[2] else 0]
    return start + at, start + at + len(m[3])


GENERIC = {"news", "agency", "radio", "daily", "press", "television", "times", "post"}


def relay_names(name):
    """ways to write the name of an outlet, the surest first"""
    short = re.sub(r"^[Tt]he ", "", name)
    words = short.split()
    out = [name, short, words[-1]]
    out += [w for w in words[:-1] if w[:1].isupper() and w.lower() not in GENERIC]
    if len(words) > 1:
        out.append("".join(w[0] for w in words if w[0].isupper()))
    return [x for x in out if len(x) > 2]


def relay_mention(gold, a, attributions, cue, text):
    """the words near the cue that name who passes the attribution on: a source of that actor, its name or a part of it, or, after
    "told", what stands there for the article's own outlet"""
    actor = gold["actors"].get(a["relay"], {})
    lo, hi = max(0, cue - 300), cue + 300
    found = [s for b, spans in attributions if b.get("actor") == a["relay"] for s in spans["source"] if lo <= s[0] <= hi]
    names = relay_names(actor["name"]) if actor.get("name") else []
    names += [actor["role"]] if actor.get("role") else []
    for n in names:
        found += [(m.start() + lo, m.end() + lo) for m in re.finditer(r"(?<!\w)" + re.escape(n) + r"(?!\w)", text[lo:hi])]
        if found:
            break
    if not found:
        m = re.compile(r"\b((?:this|our|the) (?:news)?(?:paper|medium|masthead|outlet|site|magazine|publication|agency|station|reporter|correspondent)|us|me)\b").search(text, cue, cue + 80)
        found += [m.span(1)] if m else []
    return min(found, key=lambda s: abs(s[0] - cue)) if found else None


def read_news(path, text):
    """attributions with relays, and names, of an annotated article"""
    gold = json.load(open(path, encoding="utf-8"))
    paras = paragraphs(text)
    actors = list(gold["actors"])
    attributions = [(a, {r: sorted(locate(x, paras) for x in a.get(r, [])) for r in ("source", "cue", "content")}) for a in gold["attributions"]]
    out = []
    for a, spans in attributions:
        spans = dict(spans, relay=[])
        if a.get("relay"):
            at = (spans["cue"] or spans["content"])[0][0]
            m = relay_mention(gold, a, attributions, at, text)
            # A relay that stands inside the content is told there, and not here.
            if m and not any(s <= m[0] < e for s, e in spans["content"]):
                spans["relay"] = [m]
        if spans["content"]:
            spans["who"] = LEVELS.index(a["level"]), actors.index(a["actor"]) if a.get("actor") in actors else -1
            out.append(spans)
    return out, mark_names(gold, text)


def mark_names(gold, text):
    """every occurrence of the names of an article"""
    names = []
    taken = [False] * len(text)
    for name, kind in sorted(gold["names"].items(), key=lambda x: -len(x[0])):
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            if not any(taken[m.start():m.end()]):
                taken[m.start():m.end()] = [True] * len(name)
                names.append((*m.span(), kind, bearer(gold["actors"], name)))
    return names


def bearer(actors, name):
    """the one actor whose full name this is, or ends or begins with"""
    known = [(i, a["name"].lower()) for i, a in enumerate(actors.values()) if a.get("name")]
    low = name.lower()
    same = [i for i, full in known if full == low]
    like = same or [i for i, full in known if full.endswith(" " + low) or low.endswith(" " + full)] or [i for i, full in known if full.startswith(low + " ")]
    return like[0] if len(like) == 1 else -1


def load(jsonl, texts, gold, guide, labels=None, found=None):
    """articles of a file of `network-data`; gold: a folder of JSON (news) or of brat files (PolNeAR), or None; labels: levels of PolNeAR's
    sources by the offset of their content; found: a folder of `found_names.py`, for a corpus that has no names marked"""
    docs = []
    labels = json.load(open(labels, encoding="utf-8")) if labels else {}
    for line in open(jsonl, encoding="utf-8"):
        raw = json.loads(line)
        d = Doc()
        d.name, d.guide = raw["name"], guide
        d.text = open(os.path.join(texts, d.name + ".txt"), encoding="utf-8", newline="").read()
        attributions = names = None
        if gold and os.path.exists(os.path.join(gold, d.name + ".json")):
            attributions, names = read_news(os.path.join(gold, d.name + ".json"), d.text)
        elif gold:
            a = sorted(glob.glob(os.path.join(gold, glob.escape(d.name) + "_*.ann")))
            if not a:
                continue
            attributions = read_ann(a[0])
            of = labels.get(d.name, {})
            for x in attributions:
                known = of.get(str(min(x["content"])[0]))
                x["who"] = (LEVELS.index(known[0]) if known else -1, -1)
        if found and os.path.exists(os.path.join(found, d.name + ".json")):
            names = mark_names(json.load(open(os.path.join(found, d.name + ".json"), encoding="utf-8")), d.text)
        d.units = []
        for unit in raw["units"]:
            if not unit:
                continue
            u = Unit()
            u.doc = d
            u.spans = [(s, e) for s, e, *_ in unit]
            u.words = [d.text[s:e] for s, e in u.spans]
            first = unit[0][2]
            u.sent = [t[2] - first for t in unit]
            u.xpos, u.quote, u.cue = ([t[k] for t in unit] for k in (3, 4, 5))
            u.teach = u.soft = u.softn = u.said = None
            label(u, attributions, names)
            d.units.append(u)
        docs.append(d)
    return docs


def cover(spans, tokens):
    return [i for i, (a, b) in enumerate(tokens) if any(a < e and s < b for s, e in spans)]


def label(u, attributions, names):
    """gold of a unit: cue tags (-100 where the corpus says nothing), names, and the roles of each attribution"""
    n = len(u)
    u.tags, u.cues, u.who = [0] * n, [], []
    u.names, u.ids = [-100] * n, [-1] * n
    if attributions is None:  # text without gold, of which a teacher tells
        u.tags = [-100] * n
        return
    lo, hi = u.spans[0][0], u.spans[-1][1]
    if names is not None:
        u.names = [0] * n
        for s, e, kind, actor in names:
            if s < hi and lo < e:
                for k, i in enumerate(cover([(s, e)], u.spans)):
                    u.ids[i] = actor
                    u.names[i] = NAMES.index(("I-" if k else "B-") + kind)
    unknown = set()
    for a in attributions:
        if u.doc.guide == POLNEAR:  # which marks no attribution inside another
            unknown.update(cover(a["content"], u.spans))
        at = min(a["cue"] or a["content"])[0]
        if not lo <= at < hi:
            continue
        content, source, cue, relay = (cover(a[r], u.spans) for r in ("content", "source", "cue", "relay"))
        bare = not a["cue"]
        anchor = content if bare else cue
        if not anchor or not content:
            continue
        end = 1
        while not bare and end < len(anchor) and anchor[end] == anchor[end - 1] + 1:
            end += 1
        lab = [0] * n
        for i in cue:
            lab[i] = 5
        # A relay may stand within the source: "drafts seen by the Sentinel".
        for begin, ix in ((3, content), (6, relay), (1, source)):
            for i in ix:
                if lab[i] == 0:
                    lab[i] = begin + 1
        lab = begins(lab)
        if any(x in (3, 4) for x in lab):
            u.cues.append((anchor[0], anchor[0] + end, int(bare), lab))
            u.who.append(a["who"])
    for i in unknown:
        u.tags[i] = -100
    for s, e, bare, _ in sorted(u.cues, key=lambda c: -c[2]):
        for i in range(s, e):
            u.tags[i] = 3 if bare else 1 if i == s else 2


def begins(lab):
    """inside labels of a piece's first token made labels of a beginning"""
    out, last = [], 0
    for x in lab:
        inside = {1: 2, 2: 2, 3: 4, 4: 4, 6: 7, 7: 7}.get(x, x)
        out.append(inside if inside in (2, 4, 7) and inside == last else inside - 1 if inside in (2, 4, 7) else inside)
        last = inside
    return out


# ---------------------------------------------------------------- told anew

STYLES = [("“", "”", "‘", "’"), ('"', '"', "'", "'"), ("‘", "’", "“", "”"), ("``", "''", "`", "'"), ("“", "”", "‘", "’")]
OPEN2, CLOSE2, OPEN1, CLOSE1 = "“„«``", "”»''", "‘`", "’"


def quote_style(u, style, inside):
    """the marks of quotations in another style; `inside`: whether a double mark is open"""
    for i, w in enumerate(u.words):
        if u.quote[i] == 0 or w not in ("“", "”", '"', "``", "''", "‘", "’", "'"):
            continue
        double = w in ("“", "”", '"', "``", "''")
        if u.quote[i] == 1:
            opens = i + 1 < len(u) and u.quote[i + 1] == 2 and not (i and u.quote[i - 1] == 2)
            u.words[i] = style[0 if opens else 1]
        elif u.quote[i] == 3:
            opens = i + 1 < len(u) and u.quote[i + 1] == 3 and not (i and u.quote[i - 1] == 3)
            u.words[i] = style[2 if opens else 3]


def proper(u, i):
    return u.xpos[i] in NNP and u.words[i][:1].isupper()


class Names:
    """proper nouns of a corpus, by length class, to put in place of others"""
    def __init__(self, docs):
        pool = {}
        for d in docs:
            for u in d.units:
                for i, w in enumerate(u.words):
                    if proper(u, i) and w.isalpha() and len(w) > 2 and not w.isupper() and not u.cue[i]:
                        pool.setdefault(w, 0)
                        pool[w] += 1
        self.pool = sorted(pool)

    def swap(self, d, rng):
        """every third article, each name by another throughout"""
        keep = {"mr", "mrs", "ms", "dr"}
        new = {}
        for u in d.units:
            for i, w in enumerate(u.words):
                if proper(u, i) and w.isalpha() and len(w) > 2 and not w.isupper() and not u.cue[i] and w.lower() not in keep:
                    if w not in new:
                        new[w] = rng.choice(self.pool) if rng.random() < 0.7 else w
                    u.words[i] = new[w]


def retell(u, rng):
    """sentences that are one plain attribution in another order: X, said W; X, W said; W said X; According to W, X; X, according to W"""
    plain = [c for c in u.cues if not c[2]]
    for s, e, bare, lab in plain:
        k = u.sent[s]
        at = [i for i in range(len(u)) if u.sent[i] == k]
        a, b = at[0], at[-1] + 1
        roles = [lab[i] for i in range(a, b)]
        con = [i for i in range(a, b) if lab[i] in (3, 4)]
        src = [i for i in range(a, b) if lab[i] in (1, 2)]
        cue = [i for i in range(a, b) if lab[i] == 5]
        rest = [i for i in range(a, b) if lab[i] == 0]
        if any(x in (6, 7) for x in roles) or any(lab[i] for i in range(len(u)) if not a <= i < b):
            continue
        if not con or not src or [c for c in u.cues if c is not None and c[0] in cue and c[1] - c[0] > 2]:
            continue
        words = [u.words[i].lower() for i in cue]
        if words not in (["said"], ["says"], ["according", "to"], ["told"], ["added"], ["announced"], ["warned"], ["reported"], ["confirmed"], ["wrote"]):
            continue
        if any(u.words[i] not in (",", ".", "that") for i in rest):
            continue
        if con[-1] - con[0] + 1 != len(con) or src[-1] - src[0] + 1 != len(src):
            continue
        if src[0] < con[0] and words == ["told"]:
            continue
        other = [c for c in u.cues if c[3] is not lab and any(c[3][i] for i in range(a, b))]
        if any(any(c[3][i] for i in range(len(u)) if not a <= i < b) or c[0] in src for c in other):
            continue
        yield a, b, con, src, cue, words


def retold(u, rng):
    """the unit with one of its sentences told in another order, or None"""
    options = list(retell(u, rng))
    if not options:
        return None
    a, b, con, src, cue, words = rng.choice(options)
    if u.words[con[-1]] in ".,!?" and len(con) > 1:
        tail = con[:-1]
    else:
        tail = con
    mark_inside = len(tail) > 1 and u.quote[tail[-1]] == 1 and u.words[tail[-2]] in ".,"
    said = [("word", "said", VBD, 1)] if words == ["according", "to"] else [("tok", i) for i in cue]
    comma = ("new", ",")
    while len(src) > 1 and u.words[src[-1]] == ",":
        src = src[:-1]
    C, S = [("tok", i) for i in tail], [("tok", i) for i in src]
    quoted = any(u.quote[i] for i in tail)
    apart = [comma] if any(u.words[i] == "," for i in src) else []
    told = [[*C, comma, *said, *S], [*C, comma, *S, *apart, *said], [*S, *apart, *said, *C], [*S, *apart, *said, ("new", "that"), *C]]
    weight = [4, 3, 1, 0 if quoted else 1]
    if mark_inside:
        told = [[*C, *t[len(C) + 1:]] if t[len(C):len(C) + 1] == [comma] else t for t in told]
    acc = [("word", "according", VBG, 0), ("word", "to", IN, 0)]
    told += [[*C, comma, *acc, *S], [*acc, *S, comma, *C]]
    weight += [0, 0] if u.xpos[src[0]] == PRP else [1, 1]
    new = rng.choices(told, weight)[0] + [("new", ".")]
    out = copy.copy(u)
    ix, roles_of = [], []
    seq = [("tok", i) for i in range(a)] + new + [("tok", i) for i in range(b, len(u))]
    fields = {f: [] for f in ("words", "xpos", "quote", "cue", "names", "ids")}
    old = []  # of each new token: old index or None
    iscue = []
    for t in seq:
        if t[0] == "tok":
            i = t[1]
            for f in fields:
                fields[f].append(getattr(u, f)[i])
            old.append(i)
            iscue.append(a <= i < b and i in cue)
        else:
            w = t[1]
            tag = t[2] if t[0] == "word" else {",": COMMA, ".": STOP}.get(w, IN)
            fields["words"].append(w)
            fields["xpos"].append(tag)
            fields["quote"].append(0)
            fields["cue"].append(t[3] if t[0] == "word" else 0)
            fields["names"].append(0 if u.names[a] >= 0 else -100)
            fields["ids"].append(-1)
            old.append(None)
            iscue.append(t[0] == "word")
    # Capitals: of a sentence's first word, and none of a common word elsewhere.
    first = next(i for i, t in enumerate(seq) if t is new[0])
    w = fields["words"]
    for i in range(first, first + len(new)):
        o = old[i]
        if i == first or (i == first + 1 and fields["quote"][first] == 1):
            w[i] = w[i][:1].upper() + w[i][1:]
        elif o is not None and (o == a or (o == a + 1 and u.quote[a] == 1)) and not proper(u, o) and w[i] != "I" and not u.quote[o] == 2:
            w[i] = w[i][:1].lower() + w[i][1:]
    out.words, out.xpos, out.quote, out.cue, out.names, out.ids = (fields[f] for f in ("words", "xpos", "quote", "cue", "names", "ids"))
    out.sent = [u.sent[a] if a <= p < a + len(new) else u.sent[o] for p, o in enumerate(old)]
    where = {o: p for p, o in enumerate(old) if o is not None}
    out.cues = []
    for s, e, bare, lab in u.cues:
        l2 = [0] * len(old)
        for p, o in enumerate(old):
            if o is not None:
                l2[p] = lab[o]
        if s in cue and not bare and a <= s < b:
            for p in range(len(old)):
                if iscue[p]:
                    l2[p] = 5
            at = [p for p in range(len(old)) if iscue[p]]
            out.cues.append((at[0], at[-1] + 1, 0, begins(l2)))
        elif all(i in where for i in range(s, e)):
            out.cues.append((where[s], where[s] + e - s, bare, begins(l2)))
        else:
            return None
    out.tags = [0] * len(old)
    for p, o in enumerate(old):
        if o is not None and u.tags[o] == -100:
            out.tags[p] = -100
    for s, e, bare, _ in sorted(out.cues, key=lambda c: -c[2]):
        for i in range(s, e):
            out.tags[i] = 3 if bare else 1 if i == s else 2
    out.teach = out.soft = out.softn = out.said = None
    return out


def joined(a, b):
    """two units that follow each other as one paragraph"""
    u = copy.copy(a)
    n, m = len(a), len(b)
    for f in ("words", "spans", "xpos", "quote", "cue", "tags", "names", "ids", "who"):
        setattr(u, f, list(getattr(a, f)) + list(getattr(b, f)))
    u.sent = a.sent + [s + a.sent[-1] + 1 for s in b.sent]
    u.cues = [(s, e, bare, lab + [0] * m) for s, e, bare, lab in a.cues] + [(s + n, e + n, bare, [0] * n + lab) for s, e, bare, lab in b.cues]
    u.teach = u.soft = u.softn = u.said = None
    if a.teach is not None and b.teach is not None:
        u.teach, u.soft, u.softn = (torch.cat([getattr(a, f), getattr(b, f)]) for f in ("teach", "soft", "softn"))
    return u


def together(units, rng, share=0.1, longest=120):
    """some short paragraphs as one with the paragraph before: news sites differ in where they break lines"""
    out = []
    for u in units:
        if out and len(out[-1]) + len(u) <= longest and rng.random() < share:
            out[-1] = joined(out[-1], u)
        else:
            out.append(u)
    return out


def anew(d, rng, names, retelling=0.5):
    """an article with other names, marks and orders; what the teacher said of a unit stays only where its tokens stay in place"""
    d2 = copy.copy(d)
    d2.units = []
    for u in d.units:
        v = retold(u, rng) if rng.random() < retelling else None
        if v is None:
            v = copy.copy(u)
            v.words = list(u.words)
        v.doc = d2
        d2.units.append(v)
    d2.units = together(d2.units, rng)
    if rng.random() < 0.35:
        names.swap(d2, rng)
    if rng.random() < 0.4:
        style = rng.choice(STYLES)
        for u in d2.units:
            quote_style(u, style, False)
    return d2


# ---------------------------------------------------------------- predictions

TRIM_L, TRIM_R = " ,.;:—–-", " ,;:—–-"


def spans_of(lab, u, begin, inside):
    out = []
    for i, x in enumerate(lab):
        if x in (begin, inside):
            if out and out[-1][2] == i and x == inside:
                out[-1][1:] = u.spans[i][1], i + 1
            else:
                out.append([*u.spans[i], i + 1])
    return [(a, c) for a, c, _ in out]


def trim(t, spans):
    out = []
    for s, e in spans:
        while s < e and t[s] in TRIM_L:
            s += 1
        while e > s and t[e - 1] in TRIM_R:
            e -= 1
        if e > s and any(c.isalnum() for c in t[s:e]):
            out.append((s, e))
    return out


def item(u, s, e, bare, lab):
    t = u.doc.text
    lab = list(lab)
    for i in range(1, len(lab)):  # a relay within the source
        if lab[i] in (6, 7) and lab[i - 1] in (1, 2):
            lab[i] = 2
    cue = [] if bare else [(u.spans[s][0], u.spans[e - 1][1])]
    extra = [x for x in spans_of(lab, u, 5, 5) if not bare and not (x[0] < u.spans[e - 1][1] and u.spans[s][0] < x[1])]
    return {"Source": trim(t, spans_of(lab, u, 1, 2)), "Cue": sorted(cue + extra), "Content": trim(t, spans_of(lab, u, 3, 4))}


def brat(doc, items):
    lines, k = [], 0
    for e, a in enumerate(items, 1):
        ids = {}
        for role in ("Source", "Cue", "Content"):
            sp = sorted(a[role])
            if sp:
                k += 1
                ids[role] = f"T{k}"
                lines.append(f"T{k}\t{role} " + ";".join(f"{s} {x}" for s, x in sp) + "\t" + " ".join(doc.text[s:x].replace("\n", " ") for s, x in sp))
        lines.append(f"E{e}\tAttribution:{ids.get('Cue') or ids['Content']} " + " ".join(f"{r}:{i}" for r, i in ids.items()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    # round trip: python data.py JSONL TEXTS GOLD OUT
    import sys
    docs = load(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[5]) if len(sys.argv) > 5 else NEWS)
    os.makedirs(sys.argv[4], exist_ok=True)
    relays = sum(any(x in (6, 7) for x in c[3]) for d in docs for u in d.units for c in u.cues)
    rng = random.Random(1)
    told = [(u, retold(u, rng)) for d in docs for u in d.units]
    print(len(docs), "articles", sum(len(u.cues) for d in docs for u in d.units), "attributions,", relays, "with relay,", sum(b is not None for _, b in told), "units can be told anew")
    for a, b in rng.sample([x for x in told if x[1] is not None], 12):
        print(" ".join(a.words)[:300], "\n   =>", " ".join(b.words)[:300], [" ".join(b.words[i] for i in range(len(b)) if c[3][i] in (1, 2)) for c in b.cues])
    for d in docs:
        items = [item(u, *c) for u in d.units for c in u.cues]
        open(os.path.join(sys.argv[4], d.name + ".ann"), "w").write(brat(d, [x for x in items if x["Content"]]))
