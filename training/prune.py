"""Leaves those word pieces of MiniLM that English news needs, so that its table is small.

usage: prune.py MINILM OUT PIECES JSONL:TEXTS ...

OUT gets the files of MINILM. Kept are the pieces that the texts need, single letters, and then the commonest of Latin letters, up to
PIECES in all.
"""
import collections
import json
import os
import re
import sys

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

# Rows up to here hold the pieces that are marks and no text.
SPECIAL = 104
WORDS = "embeddings.word_embeddings.weight"


def main():
    source, out, most, *data = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    tok = Tokenizer.from_file(os.path.join(source, "tokenizer.json"))
    tok.no_truncation(), tok.no_padding()
    used = collections.Counter()
    for pair in data:
        jsonl, texts = pair.split(":")
        for line in open(jsonl, encoding="utf-8"):
            name = json.loads(line)["name"]
            text = open(os.path.join(texts, name + ".txt"), encoding="utf-8").read()
            used.update(tok.encode(text, add_special_tokens=False).ids)
    described = json.load(open(os.path.join(source, "tokenizer.json"), encoding="utf-8"))
    vocabulary = described["model"]["vocab"]
    latin = re.compile(r"(##)?[ -~\u00a0-\u024f\u2010-\u20bf]+")
    rest = [(piece, row) for piece, row in vocabulary.items() if row >= SPECIAL and latin.fullmatch(piece)]
    # Rows stand in the order of how common their pieces are.
    rest.sort(key=lambda x: (len(x[0].removeprefix("##")) > 1 and used[x[1]] == 0, x[1]))
    rows = list(range(SPECIAL)) + sorted(row for _, row in rest[:int(most) - SPECIAL])
    place = {row: at for at, row in enumerate(rows)}
    described["model"]["vocab"] = {piece: place[row] for piece, row in vocabulary.items() if row in place}
    json.dump(described, open(os.path.join(out, "tokenizer.json"), "w", encoding="utf-8"), ensure_ascii=False)
    weights = load_file(os.path.join(source, "model.safetensors"))
    weights[WORDS] = weights[WORDS][torch.tensor(rows)].clone()
    save_file(weights, os.path.join(out, "model.safetensors"), {"format": "pt"})
    config = json.load(open(os.path.join(source, "config.json"), encoding="utf-8"))
    json.dump(config | {"vocab_size": len(rows)}, open(os.path.join(out, "config.json"), "w", encoding="utf-8"))
    print(len(rows), "pieces;", sum(row >= SPECIAL for row in used), "in the texts")


if __name__ == "__main__":
    main()
