"""Makes articles out of the repository's own texts: paragraphs cut and put together anew, the same ones for the same seed.

    python3 integrations/spark/articles.py --count 20000 --seed 8 > articles.jsonl

Headlines, bylines and paragraphs of benches/data and examples/data. Ids come in no order. A few lines, one in a thousand,
are broken on purpose: those need an answer too.
"""

import argparse
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTLETS = ["The Example", "Coastal Wire", "Northern Post", None]
BROKEN = [
    b"",
    b"{",
    b"[1, 2]",
    b'{"text":"Nobody knows whose this is, an editor said."}',
    b'{"id":"b1","published":"2024-03-18"}',
    b'{"id":"b2","text":"A date that is none, she said.","published":"18.03.2024"}',
    b'{"id":1.5,"text":"Half a number, he said."}',
    b'{"id":"b3","text":"\xff is no UTF-8, they said."}',
]


def texts():
    files = sorted((ROOT / "benches/data").glob("*.txt")) + sorted((ROOT / "examples/data").glob("*.txt"))
    for file in files:
        headline, byline, *body = [p for p in file.read_text(encoding="utf-8").split("\n\n") if p.strip()]
        yield headline.strip(), byline.strip(), [paragraph.strip("\n") for paragraph in body]


def article(pool, dice, key):
    headline, byline, _ = dice.choice(pool)
    paragraphs = [paragraph for _, _, body in pool for paragraph in body]
    body = dice.sample(paragraphs, dice.randint(4, 12))
    head = [headline, byline] if dice.random() < 0.7 else []
    fields = {"id": key, "text": "\n\n".join(head + body)}
    if dice.random() < 0.9:
        fields["published"] = f"{dice.randint(2015, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    fields["outlet"] = dice.choice(OUTLETS)
    return json.dumps(fields, ensure_ascii=False).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=8)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    pool = list(texts())
    keys = [f"a{number:07}" for number in range(arguments.count)]
    dice.shuffle(keys)
    out = sys.stdout.buffer
    for number, key in enumerate(keys):
        out.write(article(pool, dice, key) + b"\n")
        if number % 1000 == 500:
            out.write(BROKEN[number // 1000 % len(BROKEN)] + b"\n")


if __name__ == "__main__":
    main()
