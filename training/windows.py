"""Windows of units, batches, decoding, and what a teacher says."""
import os

import torch
from data import *
from features import features
from model import dist_bucket

MAXP = 256


def pieces(docs, tokenizer, cache={}):
    """word pieces of every token"""
    for d in docs:
        for u in d.units:
            out = []
            for w in u.words:
                x = cache.get(w)
                if x is None:
                    x = cache[w] = tokenizer.encode(w, add_special_tokens=False).ids[:8] or [100]
                out.append(x)
            u.pieces = out


def plen(u):
    return 1 + sum(map(len, u.pieces))


def pack(docs, rng=None, maxp=MAXP, ctx=0):
    """windows (units, first, last): random lengths in training; at test the first units may be left context"""
    out = []
    for d in docs:
        cur, n, first = [], 1, 0
        lim = maxp if rng is None else rng.choice((maxp, maxp, maxp * 3 // 4, maxp // 2))
        for u in d.units:
            l = plen(u)
            if cur and n + l > lim:
                out.append((cur, first, len(cur)))
                prev, cur, n = cur, [], 1
                for v in reversed(prev):
                    if n + plen(v) > ctx:
                        break
                    cur.insert(0, v)
                    n += plen(v)
                first = len(cur)
                lim = maxp
            cur.append(u)
            n += l
        if cur:
            out.append((cur, first, len(cur)))
    return out


class Win:
    """flat arrays of a window; before each unit stands a boundary"""
    def __init__(self, units, first=0, last=None, gold=True, vocabulary=None):
        self.units = units
        self.guide = units[0].doc.guide
        self.feats, self.tags, self.names, self.pc, self.first, self.start, self.cues = [], [], [], [], [], [], []
        self.ids = []
        for k, u in enumerate(units):
            self.feats.append((0,) * 7)
            self.tags.append(-100)
            self.names.append(-100)
            self.ids.append(-1)
            self.first.append(len(self.pc))
            self.pc.append(101 if k == 0 else 102)
            self.start.append(len(self.feats))
            for i, w in enumerate(u.words):
                self.feats.append(features(w, vocabulary) + (1 + u.xpos[i], 1 + u.quote[i], 1 + u.cue[i]))
                self.first.append(len(self.pc))
                self.pc.extend(u.pieces[i])
            self.tags += u.tags
            self.names += u.names
            self.ids += u.ids
            if gold:
                n = len(u.cues)
                self.cues += [(k, *c, said, who) for c, said, who in zip(u.cues, u.said or [None] * n, u.who or [(-1, -1)] * n)]
        self.pc.append(102)
        self.core = range(first, len(units) if last is None else last)


def batch(wins, taught=False):
    T, L, n = max(len(w.feats) for w in wins), max(len(w.pc) for w in wins), len(wins)
    b = {"feats": torch.zeros(n, T, 7, dtype=torch.long), "tags": torch.full((n, T), -100), "names": torch.full((n, T), -100),
         "tmask": torch.zeros(n, T, dtype=torch.bool), "pieces": torch.zeros(n, L, dtype=torch.long),
         "pmask": torch.zeros(n, L, dtype=torch.long), "first": torch.zeros(n, T, dtype=torch.long), "guide": torch.tensor([w.guide for w in wins])}
    for i, w in enumerate(wins):
        t, l = len(w.feats), len(w.pc)
        b["feats"][i, :t] = torch.tensor(w.feats)
        b["tags"][i, :t] = torch.tensor(w.tags)
        b["names"][i, :t] = torch.tensor(w.names)
        b["tmask"][i, :t] = True
        b["pieces"][i, :l] = torch.tensor(w.pc)
        b["pmask"][i, :l] = 1
        b["first"][i, :t] = torch.tensor(w.first)
    if taught:
        dim = next((u.teach.shape[1] for w in wins for u in w.units if u.teach is not None), 1)
        b["teach"] = torch.zeros(n, T, dim)
        b["soft"], b["softn"] = torch.zeros(n, T, len(TAGS)), torch.zeros(n, T, len(NAMES))
        b["has"] = torch.zeros(n, T, dtype=torch.bool)
        for i, w in enumerate(wins):
            for st, u in zip(w.start, w.units):
                if u.teach is not None:
                    e = st + len(u)
                    b["teach"][i, st:e] = u.teach
                    b["soft"][i, st:e] = u.soft
                    b["softn"][i, st:e] = u.softn
                    b["has"][i, st:e] = True
    return b


@torch.no_grad()
def teach(model, docs, maxp=MAXP, bs=16, proj=None):
    """the teacher's last hidden states (projected) and the probabilities of tags and names of every token"""
    model.eval()
    W = [Win(*w, gold=False) for w in pack(docs, None, maxp, 0)]
    W.sort(key=lambda w: len(w.pc))
    for i in range(0, len(W), bs):
        ws = W[i:i + bs]
        hh, tg, nm = model.encode(batch(ws))
        pt, pn = torch.softmax(tg, -1), torch.softmax(nm, -1)
        for r, w in enumerate(ws):
            for k in w.core:
                st, u = w.start[k], w.units[k]
                x = hh[r, st:st + len(u)]
                u.teach = x if proj is None else ((x - proj[0]) @ proj[1]).half()
                u.soft, u.softn = pt[r, st:st + len(u)].clone(), pn[r, st:st + len(u)].clone()


@torch.no_grad()
def teach_roles(model, docs, maxp=MAXP, bs=16):
    """the teacher's scores of the roles of each attribution, on which it need not agree with the gold"""
    model.eval()
    W = [Win(*w) for w in pack(docs, None, maxp, 0)]
    for i in range(0, len(W), bs):
        ws = W[i:i + bs]
        cues = [(r, *c) for r, w in enumerate(ws) for c in w.cues]
        hh, _, _ = model.encode(batch(ws))
        for w in ws:
            for u in w.units:
                u.said = []
        for j in range(0, len(cues), 128):
            cs = cues[j:j + 128]
            for x, em in zip(cs, model.head(hh, cuebatch(ws, cs))):
                u = ws[x[0]].units[x[1]]
                u.said.append(em[:len(u)].half())


def pseudo(model, docs, least=0.5):
    """the teacher's own attributions as those of text without gold"""
    for name, found in predict(model, docs, None).items():
        for u, s, e, bare, p, lab in found:
            if p >= least and any(x in (3, 4) for x in lab):
                u.cues.append((s, e, bare, lab))


def projection(model, docs, dim=96):
    """mean and scaled principal components of the teacher's hidden states"""
    teach(model, docs)
    x = torch.cat([u.teach for d in docs for u in d.units])
    mu = x.mean(0)
    y = x - mu
    ev, U = torch.linalg.eigh(y.T @ y / len(y))
    U, ev = U[:, -dim:].flip(1), ev[-dim:].flip(0)
    S = U / ev.sqrt().sqrt()[None]  # between whitened and raw
    return mu, S / (y @ S).var(0).mean().sqrt()


def cuebatch(wins, cues):
    """cues: (window, unit, start, end, bare, labels or None, what the teacher says of the roles or None)"""
    L, n = max(len(wins[i].units[k]) for i, k, *_ in cues), len(cues)
    c = {"cb": torch.tensor([x[0] for x in cues]), "ix": torch.zeros(n, L, dtype=torch.long), "lab": torch.zeros(n, L, dtype=torch.long),
         "mask": torch.zeros(n, L, dtype=torch.bool), "cs": torch.zeros(n, dtype=torch.long), "ce": torch.zeros(n, dtype=torch.long),
         "guide": torch.tensor([wins[x[0]].guide for x in cues])}
    sent, q = torch.zeros(n, L, dtype=torch.long), torch.zeros(n, L, dtype=torch.long)
    c["src"] = torch.zeros(n, L)
    sc, qc, bc = [], [], []
    for r, (i, k, s, e, bare, lab, *_) in enumerate(cues):
        u = wins[i].units[k]
        st, l = wins[i].start[k], len(u)
        c["ix"][r, :l] = torch.arange(st, st + l)
        c["mask"][r, :l] = True
        if lab is not None:
            c["lab"][r, :l] = torch.tensor(lab)
            sources(c, r, s, e, lab)
        c["cs"][r], c["ce"][r] = st + s, st + e
        sent[r, :l], q[r, :l] = torch.tensor(u.sent), torch.tensor(u.quote)
        sc.append(u.sent[s]), qc.append(u.quote[s]), bc.append(bare)
    pos = torch.arange(L)[None]
    s, e = torch.tensor([x[2] for x in cues])[:, None], torch.tensor([x[3] for x in cues])[:, None]
    c["dist"] = dist_bucket(torch.where(pos < s, pos - s, torch.where(pos >= e, pos - e + 1, torch.zeros_like(pos))))
    so = (sent - torch.tensor(sc)[:, None]).clamp(-2, 2) + 2
    c["ctx"] = ((so * 4 + q) * 4 + torch.tensor(qc)[:, None]) * 2 + torch.tensor(bc)[:, None]
    return c


def sources(c, r, s, e, lab):
    """marks the words of an attribution's source, or of its cue where it has none"""
    own = [i for i, x in enumerate(lab) if x in (1, 2)] or range(s, e)
    for i in own:
        c["src"][r, i] = 1


def mentions(wins):
    """the names of some windows: (window, first token, last token + 1, actor)"""
    out = []
    for r, w in enumerate(wins):
        for i, x in enumerate(w.names):
            if x > 0 and (x % 2 == 1 or not out or out[-1][0] != r or out[-1][2] != i):
                out.append([r, i, i + 1, w.ids[i]])
            elif x > 0:
                out[-1][2] = i + 1
    return out


def identity(model, h, wins, cues, asks, nobody):
    """how unlikely the right name is of each source that no name stands in; summed"""
    found = mentions(wins)
    T = h.shape[1]
    flat = h.reshape(-1, h.shape[2])
    rows, target = [], []
    for r, x in enumerate(cues):
        win, unit, s, e, bare, lab = x[:6]
        st = wins[win].start[unit]
        own = {st + i for i, y in enumerate(lab) if y in (1, 2)}
        if wins[win].guide == POLNEAR or any(m[0] == win and any(i in own for i in range(m[1], m[2])) for m in found):
            continue
        right = [m[0] == win and m[3] >= 0 and m[3] == x[7][1] for m in found]
        rows.append(r)
        target.append((right, [m[0] != win for m in found]))
    if not rows or not found:
        return torch.zeros(())
    k = torch.stack([flat[m[0] * T + m[1]:m[0] * T + m[2]].mean(0) for m in found])
    score = asks[rows] @ model.answers(k).T
    right, other = (torch.tensor(t) for t in zip(*target))
    score = torch.cat([score.masked_fill(other, -1e4), nobody[rows][:, None]], 1)
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    return (torch.logsumexp(score, 1) - torch.logsumexp(score.masked_fill(~right, -1e4), 1)).sum()


def anchors(lp, l, bias):
    """tag log-probabilities of a unit -> (start, end, bare, p)"""
    lp = lp.clone()
    lp[:, 0] -= bias
    y, pr = lp.argmax(-1).tolist(), lp.exp()
    out, i = [], 0
    while i < l:
        if y[i] == 3:
            out.append((i, i + 1, 1, float(pr[i, 3])))
            i += 1
        elif y[i] in (1, 2):
            j = i + 1
            while j < l and y[j] == 2:
                j += 1
            out.append((i, j, 0, float(max(pr[i:j, 1] + pr[i:j, 2]))))
            i = j
        else:
            i += 1
    return out


@torch.no_grad()
def predict(model, docs, vocabulary, bias=0.0, maxp=MAXP, ctx=64, bs=16):
    """doc name -> list of (unit, start, end, bare, p, labels)"""
    model.eval()
    out = {d.name: [] for d in docs}
    W = [Win(*w, gold=False, vocabulary=vocabulary) for w in pack(docs, None, maxp, ctx)]
    W.sort(key=lambda w: len(w.pc))
    for i in range(0, len(W), bs):
        ws = W[i:i + bs]
        hh, tg, _ = model.encode(batch(ws))
        lp = torch.log_softmax(tg, -1)
        cues = [(r, k, *a) for r, w in enumerate(ws) for k in w.core
                for a in anchors(lp[r, w.start[k]:w.start[k] + len(w.units[k])], len(w.units[k]), bias)]
        for j in range(0, len(cues), 128):
            cs = cues[j:j + 128]
            c = cuebatch(ws, [x[:5] + (None,) for x in cs])
            em = model.head(hh, c)
            for x, lab in zip(cs, model.crf.decode(em, c["mask"].sum(1).tolist())):
                u = ws[x[0]].units[x[1]]
                out[u.doc.name].append((u, x[2], x[3], x[4], x[5], lab))
    return out


def finish(preds, flat):
    """predictions -> attributions: doubles, cues that are part of another's, and (flat) nested ones dropped"""
    keep = []
    for u, s, e, bare, p, lab in sorted(preds, key=lambda p: -p[4]):
        con = {i for i, x in enumerate(lab) if x in (3, 4)}
        if not con:
            continue
        same = [k for k in keep if k[0] is u]
        if any((not bare and any(k[5][i] == 5 for i in range(s, e))) or len(con & k[6]) / len(con | k[6]) > 0.8 for k in same):
            continue
        keep.append((u, s, e, bare, p, lab, con))
    if flat:
        inner = [a for a in keep if any(b is not a and b[0] is a[0] and all(i in b[6] for i in range(a[1], a[2]))
                                        and not (all(i in a[6] for i in range(b[1], b[2])) and b[4] < a[4]) for b in keep)]
        keep = [a for a in keep if a not in inner]
    return [x for x in (item(u, s, e, bare, lab) for u, s, e, bare, p, lab, con in keep) if x["Content"]]


def write(docs, preds, out, flat):
    os.makedirs(out, exist_ok=True)
    for d in docs:
        open(os.path.join(out, d.name + ".ann"), "w", encoding="utf-8").write(brat(d, finish(preds[d.name], flat)))
