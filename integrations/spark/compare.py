"""Compares what a cluster wrote with what one machine wrote, record for record, and checks the order.

    python3 integrations/spark/compare.py SINGLE.jsonl FOLDER

The exit code is 1 where a record is missing, there twice, or another one, or where the ids are not in order.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path


def records(files):
    """(id or None, whether it is a report, digest of the whole line) of each line."""
    for file in files:
        with open(file, "rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    sys.exit(f"{file} ends in the middle of a line")
                key = None
                if line.startswith(b'{"id":'):
                    key, _ = json.JSONDecoder().raw_decode(line[6:300].decode(errors="ignore"))
                yield key, b'"report":' in line[:300], hashlib.sha256(line).digest()


def main():
    single, folder = sys.argv[1:]
    one = list(records([single]))
    parts = sorted(path for path in Path(folder).iterdir() if path.name.startswith("part-"))
    if not (Path(folder) / "_SUCCESS").exists():
        sys.exit(f"{folder} was not finished")
    many = list(records(parts))
    missing, extra = Counter(one), Counter(many)
    missing.subtract(many)
    extra.subtract(one)
    problems = [f"missing: {key}" for (key, _, _), count in missing.items() if count > 0]
    problems += [f"not of one machine, or there twice: {key}" for (key, _, _), count in extra.items() if count > 0]
    keys = [key for key, report, _ in many if report]
    problems += [f"out of order: {a}, {b}" for a, b in zip(keys, keys[1:]) if a > b]
    if not keys:
        problems.append("no report at all")
    for problem in problems[:20]:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} differences")
    print(f"{len(many)} records equal ({len(keys)} reports, {len(many) - len(keys)} errors), in order, in {len(parts)} files")


if __name__ == "__main__":
    main()
