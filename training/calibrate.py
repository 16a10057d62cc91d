"""Fits how likely an attribution is right, by what the network tells of it, on articles that it did not learn from.

usage: calibrate.py CHECKPOINT_DIR MINILM NAME:JSONL:TEXTS:GOLD:news|polnear[:PART/PARTS] ...

Writes CHECKPOINT_DIR/confidence.pt, which export.py takes up. Right: half of the content's words, and a word of the source.
"""
import os
import sys

import torch
from tokenizers import Tokenizer

from data import load
from train import KIND, held_out, restore
from windows import Win, anchors, batch, cuebatch, pack, pieces


def facts(odds, likelihood, bare, sourceless):
    """as `confidence` in src/attribution/network/decode.rs"""
    return [1.0, max(-8.0, min(8.0, odds)), max(-8.0, likelihood), float(bare), float(sourceless)]


def right(u, lab):
    con = {i for i, x in enumerate(lab) if x in (3, 4)}
    src = {i for i, x in enumerate(lab) if x in (1, 2)}
    for _, _, _, gold in u.cues:
        c = {i for i, x in enumerate(gold) if x in (3, 4)}
        s = {i for i, x in enumerate(gold) if x in (1, 2)}
        if len(con & c) * 2 >= len(con | c) and (s & src or not s and not src):
            return True
    return False


@torch.no_grad()
def observed(model, docs, vocabulary):
    out = []
    W = [Win(*w, gold=False, vocabulary=vocabulary) for w in pack(docs, None, 256, 64)]
    for i in range(0, len(W), 16):
        ws = W[i:i + 16]
        hh, tg, _ = model.encode(batch(ws))
        lp = torch.log_softmax(tg, -1)
        cues = []
        for r, w in enumerate(ws):
            for k in w.core:
                st, l = w.start[k], len(w.units[k])
                for s, e, bare, _ in anchors(lp[r, st:st + l], l, 0.0):
                    if any(w.units[k].tags[t] == -100 for t in range(s, e)):
                        continue  # inside a content, where the corpus marks nothing
                    t = tg[r, st + s:st + e]
                    cues.append((r, k, s, e, bare, float((torch.logsumexp(t[:, 1:], 1) - t[:, 0]).max())))
        for j in range(0, len(cues), 128):
            cs = cues[j:j + 128]
            c = cuebatch(ws, [x[:5] + (None,) for x in cs])
            em = model.head(hh, c)
            labels = model.crf.decode(em, c["mask"].sum(1).tolist())
            full = torch.zeros_like(c["lab"])
            for r, lab in enumerate(labels):
                full[r, :len(lab)] = torch.tensor(lab)
            likely = (-model.crf.nll(em, full, c["mask"])).tolist()
            for x, lab, p in zip(cs, labels, likely):
                if any(y in (3, 4) for y in lab):
                    u = ws[x[0]].units[x[1]]
                    out.append((facts(x[5], p, x[4], not any(y in (1, 2) for y in lab)), right(u, lab)))
    return out


def main():
    model, vocabulary = restore(os.path.join(sys.argv[1], "model.pt"))
    tok = Tokenizer.from_file(os.path.join(sys.argv[2], "tokenizer.json"))
    tok.no_truncation(), tok.no_padding()
    groups = []
    for s in sys.argv[3:]:
        name, jsonl, texts, gold, kind, *part = s.split(":")
        docs = load(jsonl, texts, gold, KIND[kind])
        docs = [d for d in docs if not part or held_out(d.name, part[0])]
        pieces(docs, tok)
        groups.append((name, observed(model, docs, vocabulary)))
    X = torch.tensor([f for _, g in groups for f, _ in g])
    y = torch.tensor([float(r) for _, g in groups for _, r in g])
    w = torch.zeros(X.shape[1], requires_grad=True)
    opt = torch.optim.LBFGS([w], max_iter=200)

    def loss():
        opt.zero_grad()
        l = torch.nn.functional.binary_cross_entropy_with_logits(X @ w, y) + 1e-4 * (w[1:] ** 2).sum()
        l.backward()
        return l

    opt.step(loss)
    w = w.detach()
    torch.save(w, os.path.join(sys.argv[1], "confidence.pt"))
    print("weights", [round(float(x), 3) for x in w])
    for name, g in groups:
        p = torch.sigmoid(torch.tensor([f for f, _ in g]) @ w)
        r = torch.tensor([float(x) for _, x in g])
        rows = [f"{lo / 10:.1f}-{lo / 10 + 0.1:.1f}: said {p[m].mean():.2f}, right {r[m].mean():.2f} of {int(m.sum())}" for lo in range(10)
                if (m := (p >= lo / 10) & (p < lo / 10 + 0.1 + (lo == 9))).any()]
        print(name, len(g), *rows, sep="\n  ")


if __name__ == "__main__":
    main()
