"""Trains the teacher (--enc minilm) or the network that ships (--enc sep).

usage: train.py --enc minilm|sep --minilm DIR --data NAME:JSONL:TEXTS:GOLD:news|polnear:WEIGHT ... --dev NAME:JSONL:TEXTS:GOLD:KIND ... --scorer FILE --out DIR
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time
import zlib

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from data import NEWS, POLNEAR, Names, anew, load
from model import Bert, Model, Sep, Words
from windows import Win, batch, cuebatch, identity, pack, pieces, predict, projection, pseudo, teach, teach_roles, write

NO_RELAY = torch.tensor([0, 0, 0, 0, 0, 0, 1.0, 1.0])
KIND = {"news": NEWS, "polnear": POLNEAR}


def held_out(name, part):
    """whether an article belongs to a part, written K/N: the same for every run"""
    k, n = part.split("/")
    return zlib.crc32(name.encode()) % int(n) == int(k)


def arguments():
    ap = argparse.ArgumentParser()
    ap.add_argument("--enc", default="sep", choices=["minilm", "sep"])
    ap.add_argument("--minilm", required=True)
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--scorer", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--bs", type=int, default=16)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--headlr", type=float, default=1e-3)
    ap.add_argument("--dim", type=int, default=96)
    ap.add_argument("--hid", type=int, default=64)
    ap.add_argument("--static", help="word vectors made by static.py")
    ap.add_argument("--teacher", help="folder of the teacher")
    ap.add_argument("--taught", help="file that keeps what the teacher says")
    ap.add_argument("--kd", type=float, default=0.1)
    ap.add_argument("--kdroles", type=float, default=0.3)
    ap.add_argument("--relay", type=float, default=3.0, help="weight of an attribution with a relay")
    ap.add_argument("--retelling", type=float, default=0.15)
    ap.add_argument("--without", metavar="K/N", help="leaves out one part of the articles with gold")
    ap.add_argument("--start", metavar="FILE", help="goes on from these weights")
    ap.add_argument("--average", action="store_true", help="keeps the learning rate, and the mean of the weights after each epoch")
    ap.add_argument("--plain", action="store_true", help="no text told anew")
    ap.add_argument("--noconv", action="store_true")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--evalevery", type=int, default=1)
    ap.add_argument("--fp32", action="store_true")
    return ap.parse_args()


def build(a, words):
    enc = Bert(a.minilm, not a.fp32) if a.enc == "minilm" else Sep(Words(a.dim, words), a.dim)
    return Model(enc, a.hid, conv=not a.noconv)


def save(model, a, vocabulary, path):
    state = {k: v for k, v in model.state_dict().items() if not k.startswith("kd.")}
    torch.save({"model": state, "args": vars(a), "vocabulary": vocabulary}, path + ".part")
    os.replace(path + ".part", path)


def restore(path):
    ck = torch.load(path, weights_only=False)
    a = argparse.Namespace(**ck["args"])
    words = ck["model"].get("enc.emb.word.weight")
    m = build(a, words)
    m.load_state_dict(ck["model"], strict=False)
    return m.eval(), ck["vocabulary"]


def score(scorer, texts, gold, pred):
    run = [sys.executable, scorer, "--text", texts, "--gold", gold, "--pred", pred, "--json"]
    s = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)["scores"]
    return " ".join(f"{k} {s[k][2]}" for k in ("attribution", "strict", "direct", "cue", "content", "content exact")) + f" p/r {s['attribution'][0]}/{s['attribution'][1]} source|content {s['source|content'][0]}"


def told_roles(em, c, cues, temperature=2.0):
    """how far the scores of roles are from the teacher's"""
    if all(x[6] is None for x in cues):
        return torch.zeros(())
    soft, has = torch.zeros(em.shape), torch.zeros(em.shape[:2], dtype=torch.bool)
    for r, x in enumerate(cues):
        if x[6] is not None:
            soft[r, :len(x[6])], has[r, :len(x[6])] = x[6].float(), True
            # Only the gold knows of relays within sources.
            has[r, [i for i, label in enumerate(x[5]) if label in (6, 7)]] = False
    soft = soft - 1e4 * (c["guide"] == POLNEAR)[:, None, None].float() * NO_RELAY
    p, q = torch.log_softmax(soft[has] / temperature, -1), torch.log_softmax(em[has] / temperature, -1)
    return temperature ** 2 * F.kl_div(q, p, reduction="sum", log_target=True)


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    tok = Tokenizer.from_file(os.path.join(a.minilm, "tokenizer.json"))
    tok.no_truncation(), tok.no_padding()
    train = []
    for s in a.data:
        name, jsonl, texts, gold, kind, weight, *labels = s.split(":")
        d = load(jsonl, texts, gold or None, KIND[kind], *labels)
        if a.without and gold:
            d = [x for x in d if not held_out(x.name, a.without)]
        pieces(d, tok)
        train.append((d, float(weight)))
    devs = []
    for s in a.dev:
        name, jsonl, texts, gold, kind = s.split(":")
        d = load(jsonl, texts, None, KIND[kind])
        pieces(d, tok)
        devs.append((name, texts, gold, kind, d))
    vocabulary = words = None
    if a.start:
        ck = torch.load(a.start, weights_only=False)
        words, vocabulary = ck["model"].get("enc.emb.word.weight"), ck["vocabulary"]
    elif a.enc != "minilm":
        st = torch.load(a.static)
        words, vocabulary = st["v"], st["words"]
    model = build(a, words)
    if a.start:
        model.load_state_dict(ck["model"])
    mean = torch.optim.swa_utils.AveragedModel(model) if a.average else None
    if a.teacher:
        # What a file has is not asked again: with more articles only these are new.
        kept = torch.load(a.taught, weights_only=False) if os.path.exists(a.taught) else {}
        tm, known = None, len(kept)
        for t, _ in train:
            new = [d for d in t if (d.name, 0) not in kept]
            if not new:
                continue
            tm = tm or restore(os.path.join(a.teacher, "model.pt"))[0]
            if "projection" not in kept:
                kept["projection"] = projection(tm, [d for t, _ in train for d in t[::20]])
            teach(tm, new, proj=kept["projection"])
            if all(x == -100 for u in t[0].units for x in u.tags):
                pseudo(tm, new)
            teach_roles(tm, new)
            for d in new:
                for i, u in enumerate(d.units):
                    kept[d.name, i] = (u.teach, u.soft, u.softn, u.cues, u.said)
            print("told of", len(new), "articles", flush=True)
        if len(kept) > known:
            torch.save(kept, a.taught)
        for t, _ in train:
            for d in t:
                for i, u in enumerate(d.units):
                    u.teach, u.soft, u.softn, told, u.said = kept[d.name, i][:5]
                    u.cues = u.cues or told
        dim = kept["projection"][1].shape[1]
        model.kd = torch.nn.Linear(model.enc.dim, dim)
        print("taught", len(kept), flush=True)
    names = Names([d for t, _ in train for d in t])
    print("parameters", sum(p.numel() for p in model.parameters()), flush=True)
    encp = [p for n, p in model.named_parameters() if n.startswith("enc.") and p.requires_grad]
    hp = [p for n, p in model.named_parameters() if not n.startswith("enc.") and p.requires_grad]
    opt = torch.optim.AdamW([{"params": encp, "lr": a.lr if a.enc == "minilm" else a.headlr}, {"params": hp, "lr": a.headlr}], weight_decay=0.01)
    base = [g["lr"] for g in opt.param_groups]

    def windows():
        W = []
        for docs, w in train:
            for _ in range(int(w) + (rng.random() < w - int(w))):
                told = docs if a.plain else [anew(d, rng, names, a.retelling) for d in docs]
                if not a.plain:
                    pieces(told, tok)
                W += [Win(*x, vocabulary=vocabulary) for x in pack(told, rng)]
        return W

    def batches(W):
        rng.shuffle(W)
        out = []
        for i in range(0, len(W), a.bs * 20):
            c = sorted(W[i:i + a.bs * 20], key=lambda w: len(w.pc))
            out += [c[j:j + a.bs] for j in range(0, len(c), a.bs)]
        rng.shuffle(out)
        return out

    t0, step, total = time.time(), 0, None
    for epoch in range(a.epochs):
        B = batches(windows())
        total = total or len(B) * a.epochs
        model.train()
        seen = [0] * 6
        for ws in B:
            step += 1
            f = 1 if mean else min(step / (0.06 * total), 1) * max(0.01, 1 - step / total)
            for g, l in zip(opt.param_groups, base):
                g["lr"] = l * f
            b = batch(ws, bool(a.teacher))
            hh, tg, nm = model.encode(b)
            tags = F.cross_entropy(tg.flatten(0, 1), b["tags"].flatten(), ignore_index=-100, reduction="sum")
            named = F.cross_entropy(nm.flatten(0, 1), b["names"].flatten(), ignore_index=-100, reduction="sum")
            cues = sorted(((i, *c) for i, w in enumerate(ws) for c in w.cues), key=lambda x: len(ws[x[0]].units[x[1]]))
            roles, taught, levels, pairs = (torch.zeros(()) for _ in range(4))
            if cues:
                parts = []
                for j in range(0, len(cues), 64):
                    c = cuebatch(ws, cues[j:j + 64])
                    em = model.head(hh, c)
                    # PolNeAR marks no relays: there the label does not exist.
                    em = em - 1e4 * (c["guide"] == POLNEAR)[:, None, None].float() * NO_RELAY
                    parts.append((em, c["lab"], c["mask"]))
                    taught = taught + told_roles(em, c, cues[j:j + 64])
                    if a.enc == "minilm":
                        # These heads only teach: what they say added nothing to what resolution has learned.
                        lv, asks, nobody = model.source(hh, c)
                        gold = torch.tensor([x[7][0] for x in cues[j:j + 64]])
                        levels = levels + F.cross_entropy(lv, gold, ignore_index=-1, reduction="sum")
                        pairs = pairs + identity(model, hh, ws, cues[j:j + 64], asks, nobody)
                L = max(e.shape[1] for e, _, _ in parts)
                em = torch.cat([F.pad(e, (0, 0, 0, L - e.shape[1])) for e, _, _ in parts])
                lab = torch.cat([F.pad(e, (0, L - e.shape[1])) for _, e, _ in parts])
                mk = torch.cat([F.pad(e, (0, L - e.shape[1])) for _, _, e in parts])
                # Relays are few: of 16 attributions of the news one has a relay.
                weight = 1 + (a.relay - 1) * (lab >= 6).any(1).float()
                roles = (weight * model.crf.nll(em, lab, mk)).sum()
            n = max(8, len(cues))
            loss = tags + 0.3 * roles + 0.3 * named + 0.3 * levels + 0.3 * pairs
            if a.teacher:
                h = b["has"]
                soft = -(b["soft"] * torch.log_softmax(tg, -1)).sum(-1)[h].sum()
                softn = -(b["softn"] * torch.log_softmax(nm, -1)).sum(-1)[h].sum()
                states = F.mse_loss(model.kd(hh)[h], b["teach"][h].float(), reduction="sum") / 128
                loss = 0.5 * tags + 0.5 * soft + 0.3 * roles + 0.1 * named + 0.2 * softn + a.kd * states + a.kdroles * taught
            opt.zero_grad(set_to_none=True)
            (loss / n).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            for k, v in enumerate((tags, roles, named, levels, pairs)):
                seen[k] += v.item()
            seen[5] += n
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{total} " + " ".join(f"{k} {v / seen[5]:.3f}" for k, v in zip(("tags", "roles", "names", "levels", "pairs"), seen)) + f" {time.time()-t0:.0f}s", flush=True)
                seen = [0] * 6
        if mean:
            mean.update_parameters(model)
        kept = mean.module if mean else model
        save(kept, a, vocabulary, os.path.join(a.out, "model.pt"))
        if (epoch + 1) % a.evalevery == 0 or epoch == a.epochs - 1:
            for name, texts, gold, kind, d in devs:
                o = os.path.join(a.out, name)
                write(d, predict(kept, d, vocabulary), o, kind == "polnear")
                print(f"EVAL epoch {epoch} {name}: {score(a.scorer, texts, gold, o)} {time.time()-t0:.0f}s", flush=True)
    print(f"done in {time.time()-t0:.0f}s")


if __name__ == "__main__":
    main()
