"""A checkpoint out of a file of weights, so that training goes on from what the crates ship.

usage: reopen.py WEIGHTS.bin MINILM OUT [JSONL:TEXTS ...]

The small network wants the words behind its table: those of the texts and of MiniLM's vocabulary are tried. For the transformer, OUT also
gets MiniLM with the word pieces of the file. Weights come back as steps of 8 bits; heads that only teach start anew.
"""
import argparse
import json
import os
import struct
import sys

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from features import hash32
from model import Bert, Model, Sep, Words
from prune import WORDS
from train import save


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        out = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return out if len(out) > 1 else out[0]

    def array(self, kind, n):
        out = np.frombuffer(self.data, kind, n, self.at)
        self.at += out.nbytes
        return torch.from_numpy(out.astype(np.float32))

    def vector(self):
        return self.array("<f4", self.take("I"))

    def table(self):
        r, c, step = self.take("IIf")
        return self.array("i1", r * c).view(r, c) * step

    def rows(self):
        r, c = self.take("II")
        step = self.vector()
        return self.array("i1", r * c).view(r, c) * step[:, None]

    def dense(self):
        r, c = self.take("II")
        step, bias = self.vector(), self.vector()
        return self.array("i1", r * c).view(r, c) * step[:, None], bias


def fill(layer, weight, bias=None):
    layer.weight.copy_(weight)
    if bias is not None:
        layer.bias.copy_(bias)


def factors(product, columns):
    """two matrices with this product: one of some columns, and what comes behind it"""
    u, s, v = torch.linalg.svd(product, full_matrices=False)
    k = min(columns, len(s))
    left, right = torch.zeros(product.shape[0], columns), torch.zeros(columns, product.shape[1])
    left[:, :k], right[:k] = u[:, :k] * s[:k].sqrt(), s[:k].sqrt()[:, None] * v[:k]
    return left, right


def network(r, texts, minilm):
    """the small network, as `network` of export.py writes it, and its vocabulary"""
    pairs = dict(r.take("IH") for _ in range(r.take("I")))
    words = set(json.load(open(os.path.join(minilm, "tokenizer.json"), encoding="utf-8"))["model"]["vocab"])
    for pair in texts:
        jsonl, folder = pair.split(":")
        for line in open(jsonl, encoding="utf-8"):
            raw = json.loads(line)
            text = open(os.path.join(folder, raw["name"] + ".txt"), encoding="utf-8", newline="").read()
            words.update(text[t[0]:t[1]].lower() for u in raw["units"] for t in u)
    vocabulary = {w: pairs[h] for w in words if (h := hash32("w" + w)) in pairs}
    print(len(vocabulary), "of", len(pairs), "words found again")
    word, prefix, suffix = r.table(), r.table(), r.table()
    spelling, bias = r.dense()
    rest = [r.table() for _ in range(4)]
    m = Model(Sep(Words(spelling.shape[0] // 2, word), spelling.shape[0] // 2))
    w = m.enc.emb
    fill(w.e[0], prefix), fill(w.e[1], suffix)
    columns = [spelling]
    for e, product in zip(w.e[2:], rest):
        left, right = factors(product, e.weight.shape[1])
        fill(e, left)
        columns.append(right.T)
    fill(w.lin, torch.cat(columns, 1), bias)
    fill(w.norm, r.vector(), r.vector())
    assert r.take("I") == len(m.enc.dw)
    for dw, pw, n in zip(m.enc.dw, m.enc.pw, m.enc.n):
        fill(n, r.vector(), r.vector())
        dilation, taps = r.take("II")
        assert dilation == dw.dilation[0]
        weight, bias = r.vector().view(taps, -1), r.vector()
        fill(dw, weight.T[:, None, :], bias)
        fill(pw, *r.dense())
    return m, vocabulary


def transformer(r, minilm, out):
    """the transformer, as `transformer` of export.py writes it"""
    pieces = []
    for _ in range(r.take("I")):
        n = r.take("B")
        pieces.append(r.data[r.at:r.at + n].decode())
        r.at += n
    small = os.path.join(out, "minilm")
    os.makedirs(small, exist_ok=True)
    described = json.load(open(os.path.join(minilm, "tokenizer.json"), encoding="utf-8"))
    weights = load_file(os.path.join(minilm, "model.safetensors"))
    weights[WORDS] = weights[WORDS][[described["model"]["vocab"][p] for p in pieces]].clone()
    described["model"]["vocab"] = {p: i for i, p in enumerate(pieces)}
    json.dump(described, open(os.path.join(small, "tokenizer.json"), "w", encoding="utf-8"), ensure_ascii=False)
    save_file(weights, os.path.join(small, "model.safetensors"), {"format": "pt"})
    config = json.load(open(os.path.join(minilm, "config.json"), encoding="utf-8"))
    json.dump(config | {"vocab_size": len(pieces)}, open(os.path.join(small, "config.json"), "w", encoding="utf-8"))
    r.take("IIII")
    m = Model(Bert(small), 128)
    b = m.enc.m
    fill(b.embeddings.word_embeddings, r.rows())
    fill(b.embeddings.position_embeddings, r.rows())
    b.embeddings.token_type_embeddings.weight.zero_()
    for e in m.enc.e:
        fill(e, r.rows())
    fill(b.embeddings.LayerNorm, r.vector(), r.vector())
    for layer in b.encoder.layer:
        s, o = layer.attention.self, layer.attention.output
        weight, bias = r.dense()
        for x, w, c in zip((s.query, s.key, s.value), weight.chunk(3), bias.chunk(3)):
            fill(x, w, c)
        fill(o.dense, *r.dense()), fill(o.LayerNorm, r.vector(), r.vector())
        fill(layer.intermediate.dense, *r.dense())
        fill(layer.output.dense, *r.dense()), fill(layer.output.LayerNorm, r.vector(), r.vector())
    return m


def heads(m, r):
    """as `heads` of export.py writes them, and the confidence"""
    weight, bias = r.dense()
    states = torch.empty(4, weight.shape[0])
    states[[1, 2, 3, 0]] = r.table()
    left, right = factors(states, m.fl.weight.shape[1])
    fill(m.fl, left), fill(m.tag1, torch.cat([weight, right.T], 1), bias)
    fill(m.tagg, r.table()), fill(m.tag2, *r.dense())
    fill(m.name1, *r.dense()), fill(m.name2, *r.dense())
    fill(m.A, *r.dense()), fill(m.C, r.dense()[0]), fill(m.B, *r.dense()), fill(m.D, *r.dense())
    fill(m.dist, r.table()), fill(m.ctx, r.table()), fill(m.roleg, r.table()), fill(m.norm, r.vector(), r.vector())
    for k in range(3):
        weight, bias = r.dense()
        m.conv.weight[:, :, k] = weight
        if k == 1:
            m.conv.bias.copy_(bias)
    fill(m.out, *r.dense())
    m.crf.t.copy_(r.vector().view_as(m.crf.t)), m.crf.s.copy_(r.vector())
    return r.vector()


@torch.no_grad()
def main():
    path, minilm, out, *texts = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    data = open(path, "rb").read()
    large = data.startswith(b"ASCRTRFM")
    if large:
        length = struct.unpack_from("<I", data, 20)[0]
        m, vocabulary = transformer(Reader(data[24:24 + length]), minilm, out), None
        r = Reader(data[24 + length + 20:])
    else:
        r = Reader(data[20:])
        m, vocabulary = network(r, texts, minilm)
    torch.save(heads(m, r), os.path.join(out, "confidence.pt"))
    a = argparse.Namespace(enc="minilm" if large else "sep", minilm=os.path.join(out, "minilm") if large else minilm, hid=m.tag2.weight.shape[1],
                           dim=m.enc.dim, fp32=False, noconv=False)
    save(m, a, vocabulary, os.path.join(out, "model.pt"))


if __name__ == "__main__":
    main()
