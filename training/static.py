"""Word vectors out of MiniLM, for the first layer of the network that ships.

usage: static.py MINILM OUT.pt JSONL:TEXTS... [--dim 64] [--rows 20000]

The words: those that stand at least twice in the texts, then MiniLM's own whole words in their order, which is by frequency. Each is
run through MiniLM as [CLS] word [SEP]; its last hidden states and its rows in the embedding table, side by side, are projected on their
principal components, weighted by the square root of the words' frequency. Row 0 is of every other word.
"""
import argparse
import collections
import json
import os

import torch
from tokenizers import Tokenizer
from transformers import BertModel


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("minilm")
    ap.add_argument("out")
    ap.add_argument("texts", nargs="+")
    ap.add_argument("--dim", type=int, default=64)
    ap.add_argument("--rows", type=int, default=20000)
    a = ap.parse_args()
    tok = Tokenizer.from_file(os.path.join(a.minilm, "tokenizer.json"))
    tok.no_truncation(), tok.no_padding()
    m = BertModel.from_pretrained(a.minilm, add_pooling_layer=False).eval()
    count = collections.Counter()
    for s in a.texts:
        jsonl, texts = s.split(":")
        for line in open(jsonl, encoding="utf-8"):
            raw = json.loads(line)
            text = open(os.path.join(texts, raw["name"] + ".txt"), encoding="utf-8", newline="").read()
            count.update(text[t[0]:t[1]].lower() for u in raw["units"] for t in u)
    words = [w for w, n in count.most_common() if n >= 2]
    known = set(words)
    vocab = sorted(tok.get_vocab().items(), key=lambda x: x[1])
    words += [w for w, i in vocab if w.isalpha() and w.isascii() and len(w) > 1 and w not in known]
    words = words[:a.rows - 1]
    lists = [tok.encode(w, add_special_tokens=False).ids[:12] or [100] for w in words]
    E = m.embeddings.word_embeddings.weight.detach()
    inner = torch.stack([E[p].mean(0) for p in lists])
    outer = torch.zeros_like(inner)
    order = sorted(range(len(lists)), key=lambda i: len(lists[i]))
    with torch.no_grad():
        for k in range(0, len(order), 256):
            ix = order[k:k + 256]
            L = max(len(lists[i]) for i in ix) + 2
            x, mask = torch.zeros(len(ix), L, dtype=torch.long), torch.zeros(len(ix), L, dtype=torch.long)
            for r, i in enumerate(ix):
                s = [101, *lists[i], 102]
                x[r, :len(s)], mask[r, :len(s)] = torch.tensor(s), 1
            h = m(x, attention_mask=mask).last_hidden_state
            outer[ix] = (h * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    X = torch.cat([inner / inner.std(), outer / outer.std()], 1)
    w = torch.tensor([float(count[x] + 0.05) for x in words]).sqrt()
    mu = (X * w[:, None]).sum(0) / w.sum()
    Y = X - mu
    ev, U = torch.linalg.eigh((Y * w[:, None]).T @ Y / w.sum())
    Z = Y @ U[:, -a.dim:].flip(1)
    Z = Z / (ev[-a.dim:].flip(0).sqrt()[None] ** 0.5)
    Z = Z / Z.pow(2).mean().sqrt() * 0.5
    torch.save({"v": torch.cat([torch.zeros(1, a.dim), Z]), "words": {x: i + 1 for i, x in enumerate(words)}}, a.out)
    print(len(words), "words;", sum(count[x] for x in words) / sum(count.values()), "of the tokens; variance kept", float(ev[-a.dim:].sum() / ev.sum()))


if __name__ == "__main__":
    main()
