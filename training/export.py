"""Writes the weights of a network in the form that `src/attribution/network/weights.rs` reads, or `crates/transformer`.

usage: export.py CHECKPOINT_DIR OUT.bin [MINILM]
"""
import os
import struct
import sys

import torch

from tokenizers import Tokenizer

from features import hash32
from train import restore

MAGIC, VERSION = b"ASCRNETW", 2


def vector(x):
    return struct.pack("<I", x.numel()) + x.detach().float().numpy().astype("<f4").tobytes()


def table(x):
    """rows, columns, the worth of a step, and a byte a weight"""
    step = x.abs().max() / 127
    q = (x / step).round().clamp(-127, 127).to(torch.int8)
    return struct.pack("<IIf", x.shape[0], x.shape[1], float(step)) + q.numpy().tobytes()


def dense(weight, bias):
    """outputs, inputs; for each output the worth of a step and its bias; then a byte a weight"""
    step = weight.abs().amax(1).clamp(min=1e-8) / 127
    q = (weight / step[:, None]).round().clamp(-127, 127).to(torch.int8)
    bias = torch.zeros(len(step)) if bias is None else bias
    return struct.pack("<II", *weight.shape) + vector(step) + vector(bias) + q.numpy().tobytes()


def norm(n):
    return vector(n.weight) + vector(n.bias)


def rows(x):
    """rows, columns; for each row the worth of a step; then a byte a weight"""
    step = x.abs().amax(1).clamp(min=1e-8) / 127
    q = (x / step[:, None]).round().clamp(-127, 127).to(torch.int8)
    return struct.pack("<II", *x.shape) + vector(step) + q.numpy().tobytes()


def network(m, vocabulary):
    """the small network, as `src/attribution/network/encoder.rs` reads it"""
    e, w = m.enc, m.enc.emb
    words = sorted((hash32("w" + x), i) for x, i in vocabulary.items())
    assert len({h for h, _ in words}) == len(words), "two words with one hash"
    out = struct.pack("<I", len(words)) + b"".join(struct.pack("<IH", h, i) for h, i in words)
    # Spelling goes through the first layer word by word; what else is known of a token is added as it comes out of that layer.
    spelling = [w.word.weight, w.e[0].weight, w.e[1].weight]
    columns = sum(x.shape[1] for x in spelling)
    out += b"".join(map(table, spelling)) + dense(w.lin.weight[:, :columns], w.lin.bias)
    for x in w.e[2:]:
        out += table(x.weight @ w.lin.weight[:, columns:columns + x.weight.shape[1]].T)
        columns += x.weight.shape[1]
    out += norm(w.norm)
    out += struct.pack("<I", len(e.dw))
    for dw, pw, n in zip(e.dw, e.pw, e.n):
        taps = dw.weight[:, 0, :].T.contiguous()  # tap by tap
        out += norm(n) + struct.pack("<II", dw.dilation[0], taps.shape[0]) + vector(taps.flatten()) + vector(dw.bias) + dense(pw.weight, pw.bias)
    return out


def transformer(m, tokenizer):
    """the transformer, as `crates/transformer/src/network.rs` reads it"""
    b, c = m.enc.m, m.enc.m.config
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda x: x[1])
    assert [i for _, i in pieces] == list(range(len(pieces))), "pieces without a row"
    out = struct.pack("<I", len(pieces)) + b"".join(struct.pack("<B", len(x.encode())) + x.encode() for x, _ in pieces)
    out += struct.pack("<IIII", c.hidden_size, c.num_attention_heads, c.intermediate_size, c.num_hidden_layers)
    e = b.embeddings
    out += rows(e.word_embeddings.weight) + rows(e.position_embeddings.weight + e.token_type_embeddings.weight[0])
    out += b"".join(rows(x.weight) for x in m.enc.e) + norm(e.LayerNorm)
    for layer in b.encoder.layer:
        s, o = layer.attention.self, layer.attention.output
        qkv = [s.query, s.key, s.value]
        out += dense(torch.cat([x.weight for x in qkv]), torch.cat([x.bias for x in qkv])) + dense(o.dense.weight, o.dense.bias) + norm(o.LayerNorm)
        out += dense(layer.intermediate.dense.weight, layer.intermediate.dense.bias)
        out += dense(layer.output.dense.weight, layer.output.dense.bias) + norm(layer.output.LayerNorm)
    return out


def heads(m):
    """as `src/attribution/network/heads.rs` reads them"""
    d = m.enc.dim
    # The quotation state enters the hidden layer of the tags as one of four biases.
    hidden = m.tag1.weight[:, :d]
    states = (m.fl.weight @ m.tag1.weight[:, d:].T)[[1, 2, 3, 0]]
    out = dense(hidden, m.tag1.bias) + table(states) + table(m.tagg.weight) + dense(m.tag2.weight, m.tag2.bias)
    out += dense(m.name1.weight, m.name1.bias) + dense(m.name2.weight, m.name2.bias)
    out += dense(m.A.weight, m.A.bias) + dense(m.C.weight, None) + dense(m.B.weight, m.B.bias) + dense(m.D.weight, m.D.bias)
    out += table(m.dist.weight) + table(m.ctx.weight) + table(m.roleg.weight) + norm(m.norm)
    conv = m.conv.weight.permute(2, 0, 1)  # tap by tap: outputs, inputs
    out += b"".join(dense(conv[k], m.conv.bias if k == 1 else None) for k in range(3))
    return out + dense(m.out.weight, m.out.bias) + vector(m.crf.t.flatten()) + vector(m.crf.s)


def file(magic, body):
    return magic + struct.pack("<I", VERSION) + struct.pack("<Q", checksum(body)) + body


@torch.no_grad()
def main():
    m, vocabulary = restore(os.path.join(sys.argv[1], "model.pt"))
    confidence = vector(torch.load(os.path.join(sys.argv[1], "confidence.pt")))
    if vocabulary is None:
        out = transformer(m, Tokenizer.from_file(os.path.join(sys.argv[3], "tokenizer.json")))
        out = b"ASCRTRFM" + struct.pack("<IQI", 1, checksum(out), len(out)) + out + file(b"ASCRHEAD", heads(m) + confidence)
    else:
        out = file(MAGIC, network(m, vocabulary) + heads(m) + confidence)
    open(sys.argv[2], "wb").write(out)
    print(len(out), "bytes")


def checksum(body):
    """as the library's: FNV over eight bytes at a time, rotated"""
    h = 0xCBF29CE484222325
    body += bytes(-len(body) % 8)
    for (word,) in struct.iter_unpack("<Q", body):
        h = ((h ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        h = ((h << 23) | (h >> 41)) & 0xFFFFFFFFFFFFFFFF
    return h


if __name__ == "__main__":
    main()
