"""Trains the head that finds names, on top of an encoder that stays as it is.

usage: names.py WEIGHTS OUT --data JSONL:TEXTS:GOLD ... [--without K/N] [--rounds 4] [--epochs 8]

WEIGHTS is a file of the small network that `export.py` wrote, or a folder with the checkpoint of a transformer; so is OUT. The encoder
reads each article as it stands, and told anew ROUNDS times. What it makes of the tokens is kept, so that training takes minutes.
"""
import argparse
import os
import random
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from data import NAMES, NEWS, Names, anew, load
from export import MAGIC, VERSION, checksum, dense
from features import hash32
from model import gated
from tokenizers import Tokenizer
from train import held_out, restore
from windows import Win, batch, pack, pieces

HIDDEN = {"network": 64, "transformer": 128}


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        out = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return out

    def numbers(self, kind, count):
        out = np.frombuffer(self.data, kind, count, self.at).astype(np.float32)
        self.at += out.size * np.dtype(kind).itemsize
        return torch.from_numpy(out)

    def vector(self):
        return self.numbers("<f4", self.take("I")[0])

    def table(self):
        rows, columns, step = self.take("IIf")
        return self.numbers("i1", rows * columns).view(rows, columns) * step

    def dense(self):
        outputs, inputs = self.take("II")
        step, bias = self.vector(), self.vector()
        return self.numbers("i1", outputs * inputs).view(outputs, inputs) * step[:, None], bias


class Rows(dict):
    """the rows of words, by their hash"""
    def get(self, word, default=0):
        return super().get(hash32("w" + word), default)


class Shipped(nn.Module):
    """the encoder of a file of weights"""
    def __init__(self, path):
        super().__init__()
        r = Reader(open(path, "rb").read())
        magic, version, _ = r.take("8sIQ")
        assert magic == MAGIC and version in (VERSION - 1, VERSION)
        self.rows = Rows(r.take("IH") for _ in range(r.take("I")[0]))
        self.spelling = [r.table() for _ in range(3)]
        self.lin = r.dense()
        self.rest = [r.table() for _ in range(4)]
        self.norm = r.vector(), r.vector()
        self.layers = []
        for _ in range(r.take("I")[0]):
            norm = r.vector(), r.vector()
            dilation, taps = r.take("II")
            dim = len(norm[0])
            weight, bias = r.vector().view(taps, dim).T[:, None].contiguous(), r.vector()
            self.layers.append((norm, dilation, weight, bias, r.dense()))
        self.dim = dim
        # The head stands behind that of the cues.
        r.dense(), r.table(), r.table(), r.dense()
        self.before = r.at
        if version == VERSION:
            r.dense(), r.dense()
        self.after = r.at

    def forward(self, b):
        f, m = b["feats"], b["tmask"][:, :, None].float()
        x = torch.cat([t[f[..., i]] for i, t in enumerate(self.spelling)], -1)
        x = F.linear(x, *self.lin) + sum(t[f[..., i + 3]] for i, t in enumerate(self.rest))
        x = F.layer_norm(gated(x), (self.dim,), *self.norm)
        for norm, d, w, bias, pw in self.layers:
            y = (F.layer_norm(x, (self.dim,), *norm) * m).transpose(1, 2)
            y = F.conv1d(y, w, bias, padding=d * (w.shape[2] // 2), dilation=d, groups=self.dim)
            x = x + gated(F.linear(y.transpose(1, 2), *pw))
        return x


class Head(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.name1, self.name2 = nn.Linear(dim, hidden), nn.Linear(hidden, len(NAMES))
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return self.name2(self.drop(F.relu(self.name1(self.drop(x)))))


def spans(labels):
    out, start = set(), None
    for i, x in enumerate(list(labels) + [0]):
        if start is not None and (x == 0 or x % 2 == 1 or NAMES[x][2:] != NAMES[labels[start]][2:]):
            out.add((start, i, NAMES[labels[start]][2:]))
            start = None
        if x and (start is None):
            start = i
    return out


@torch.no_grad()
def states(enc, docs):
    X, Y = [], []
    W = [Win(*x, gold=False, vocabulary=enc.rows) for x in pack(docs)]
    W.sort(key=lambda w: len(w.feats))
    for i in range(0, len(W), 32):
        b = batch(W[i:i + 32])
        X.append(enc(b)[b["tmask"]])
        Y.append(b["names"][b["tmask"]])
    return torch.cat(X), torch.cat(Y)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights")
    ap.add_argument("out")
    ap.add_argument("--data", nargs="+", required=True)
    ap.add_argument("--without")
    ap.add_argument("--rounds", type=int, default=4)
    ap.add_argument("--epochs", type=int, default=8)
    a = ap.parse_args()
    torch.manual_seed(1), torch.set_num_threads(1)
    rng = random.Random(1)
    transformer = os.path.isdir(a.weights)
    if transformer:
        checkpoint = torch.load(os.path.join(a.weights, "model.pt"), weights_only=False)
        enc = restore(os.path.join(a.weights, "model.pt"))[0].enc
        enc.rows = None
        tok = Tokenizer.from_file(os.path.join(checkpoint["args"]["minilm"], "tokenizer.json"))
        tok.no_truncation(), tok.no_padding()
    else:
        enc = Shipped(a.weights).eval()

    def cut(d):
        if transformer:
            pieces([d], tok)
        else:
            for u in d.units:
                u.pieces = [[0]] * len(u)
        return d

    docs = [cut(d) for s in a.data for d in load(*s.split(":"), NEWS)]
    held = [d for d in docs if a.without and held_out(d.name, a.without)]
    docs = [d for d in docs if not (a.without and held_out(d.name, a.without))]
    names = Names(docs)

    parts = [states(enc, docs)] + [states(enc, [cut(anew(d, rng, names, 0.15)) for d in docs]) for _ in range(a.rounds)]
    X, Y = (torch.cat(x) for x in zip(*parts))
    keep = Y >= 0
    X, Y = X[keep], Y[keep]
    print(len(X), "tokens", flush=True)
    head = Head(enc.dim, HIDDEN["transformer" if transformer else "network"])
    rate = 4e-3
    if transformer:
        # It goes on from the head that the transformer has learned with.
        head.load_state_dict({k: v for k, v in checkpoint["model"].items() if k in head.state_dict()})
        rate = 1e-3
    opt = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01)
    steps = a.epochs * (len(X) // 512)
    sched = torch.optim.lr_scheduler.OneCycleLR(opt, rate, total_steps=steps + a.epochs)
    for epoch in range(a.epochs):
        head.train()
        order = torch.randperm(len(X))
        total = 0
        for i in range(0, len(X) - 511, 512):
            ix = order[i:i + 512]
            loss = F.cross_entropy(head(X[ix]), Y[ix])
            opt.zero_grad()
            loss.backward()
            opt.step()
            sched.step()
            total += loss.item()
        print("epoch", epoch, "loss", round(total / max(1, len(X) // 512), 4), flush=True)
    head.eval()
    if held:
        x, y = states(enc, held)
        p = head(x).argmax(-1)
        p[y < 0] = 0
        gold, pred = spans(y.clamp(min=0).tolist()), spans(p.tolist())
        for kind in ("person", "organization", "outlet", "place", "other", None):
            g, q = ({s for s in z if kind is None or s[2] == kind} for z in (gold, pred))
            print(kind or "all", "F1", round(200 * len(g & q) / max(1, len(g) + len(q)), 1), len(g))
    if transformer:
        # Halfway between: it knows the new names, and has not forgotten what the encoder learned with the head before.
        checkpoint["model"].update({k: (v + checkpoint["model"][k]) / 2 for k, v in head.state_dict().items()})
        torch.save(checkpoint, os.path.join(a.out, "model.pt"))
        return
    old = open(a.weights, "rb").read()
    body = old[20:enc.before] + dense(head.name1.weight, head.name1.bias) + dense(head.name2.weight, head.name2.bias) + old[enc.after:]
    open(a.out, "wb").write(MAGIC + struct.pack("<IQ", VERSION, checksum(body)) + body)


if __name__ == "__main__":
    main()
