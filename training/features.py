"""Features of a word, as `src/attribution/network/input.rs` computes them."""
from model import NH, NP, NS

_known = {}


def hash32(s):
    """FNV-1a of the UTF-8 bytes"""
    h = 0x811C9DC5
    for b in s.encode():
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h ^ (h >> 15)


def shape(w):
    """classes of the characters, runs cut to two, six in all"""
    out = []
    for c in w:
        k = "X" if c.isupper() else "x" if c.islower() else "d" if c in "0123456789" else c
        if len(out) < 2 or not (out[-1] == k and out[-2] == k):
            out.append(k)
            if len(out) == 6:
                break
    return "".join(out)


def features(w, vocabulary):
    f = _known.get(w)
    if f is None:
        l = w.lower()
        f = _known[w] = ((vocabulary or {}).get(l, 0), 1 + hash32("p" + l[:3]) % (NP - 1), 1 + hash32("s" + l[-3:]) % (NS - 1), 1 + hash32("h" + shape(w)) % (NH - 1))
    return f
