"""The rate of `analyze_many` on one thread beside that of the library: python bindings/python/rate.py

Both analyze corpus/learn in turn, in one run, and the processor's time is taken, so that what else the machine does counts little. The
package must be installed as `pip install ./bindings/python` does, which compiles it as the library's program is compiled here.
Needs a Unix, and cargo.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

import ascribe_news

sys.path.append(str(Path(__file__).parent / "tests"))

from library import ROOT, library  # noqa: E402

LEARN = ROOT / "corpus/learn"
ROUNDS, PASSES = 5, 2


def of_library(program: Path, passes: int) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([program, LEARN, str(passes)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def of_package(texts: list[str]) -> float:
    before = time.process_time()
    for _ in range(PASSES):
        for _ in ascribe_news.analyze_many(texts, threads=1):
            pass
    return time.process_time() - before


def with_records(texts: list[str]) -> float:
    before = time.process_time()
    for _ in range(PASSES):
        for report in ascribe_news.analyze_many(texts, threads=1):
            _ = report.claims, report.sources
    return time.process_time() - before


def main() -> None:
    texts = [path.read_bytes().decode() for path in LEARN.glob("*.txt")]
    size = PASSES * sum(len(text.encode()) for text in texts) / 1e6
    program = library("release")
    of_package(texts[:20])
    rounds = [
        (of_library(program, PASSES) - of_library(program, 0), of_package(texts), with_records(texts))
        for _ in range(ROUNDS)
    ]
    rust, python, records = map(min, zip(*rounds))
    print(f"library:                    {size / rust:.3f} MB/s")
    print(f"analyze_many, one thread:   {size / python:.3f} MB/s, {rust / python:.2f} of the library's")
    print(f"with claims and sources:    {size / records:.3f} MB/s, {rust / records:.2f} of the library's")


if __name__ == "__main__":
    main()
