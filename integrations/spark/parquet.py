"""Has `ascribe-parquet` read what pyarrow writes, and reads with pyarrow what it writes.

    python3 integrations/spark/parquet.py ascribe-parquet

Needs pyarrow (requirements.txt). The exit code is 1 where anything is not as `ascribe::arrow` and README.md say.
"""

import datetime
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import articles
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

PROGRAM = str(Path(sys.argv[1]).resolve())
KINDS = ["claims", "sources", "events"]
NUMBERS = {
    "claims": {"start": pa.uint64(), "end": pa.uint64(), "confidence": pa.float32()},
    "sources": {"claims": pa.uint64()},
    "events": {},
}


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def rows(count):
    """Articles as dictionaries, each with a day and an outlet that may be None."""
    dice, pool = random.Random(8), list(articles.texts())
    found = [json.loads(articles.article(pool, dice, f"a{number}")) for number in range(count)]
    for number, row in enumerate(found):
        row["published"] = datetime.date(2015 + number % 10, 1 + number % 12, 1 + number % 28)
    return found


def run(folder, file):
    """Exit code, what was said, and the three tables where they are there."""
    done = subprocess.run([PROGRAM, "--out", str(folder / "out"), str(file)], capture_output=True, text=True)
    check("panicked" not in done.stderr, done.stderr)
    files = {kind: folder / "out" / f"{file.stem}.{kind}.parquet" for kind in KINDS}
    return done.returncode, done.stderr, {kind: pq.read_table(path) for kind, path in files.items() if path.exists()}


def whole(folder):
    """A file of several row groups without ids, with a null where it may be one and where it may not."""
    found = rows(300)
    texts = [row["text"] for row in found]
    texts[217] = None
    table = pa.table(
        {
            "text": pa.array(texts, pa.large_string()),
            "published": pa.array([row["published"] for row in found], pa.date32()),
            "outlet": pa.array([row["outlet"] for row in found]).dictionary_encode(),
            "byline": pa.array([["Jo Reporter"] if number % 3 else None for number in range(300)]),
            "words": pa.array([[float(number)] * 4 for number in range(300)]),
        }
    )
    pq.write_table(table, folder / "whole.parquet", row_group_size=110)
    code, said, tables = run(folder, folder / "whole.parquet")
    check(code == 1 and said.endswith("whole.parquet: column `text`, row 217: is null\n"), said)
    for kind, table in tables.items():
        check(table.num_rows > 300, f"{kind} has {table.num_rows} rows")
        check(table.schema.field("article") == pa.field("article", pa.large_string(), False), table.schema)
        for field in table.schema:
            check(field.type == NUMBERS[kind].get(field.name, pa.large_string()), f"{kind}: {field}")
            if pa.types.is_large_string(field.type):
                check(not pc.any(pc.equal(table[field.name], "")).as_py(), f"{kind}: {field.name} is empty and not null")
        for name in ["article", kind[:-1], *(set(NUMBERS[kind]) & set(table.schema.names))]:
            check(table[name].null_count == 0, f"{kind}: {name} is null")
        keys = set(zip(table["article"].to_pylist(), table[kind[:-1]].to_pylist()))
        check(len(keys) == table.num_rows, f"{kind}: one id twice")
    # By the row's number in the file: each has sources, and so has a row of each batch and row group.
    called = set(map(str, range(300))) - {"217"}
    check(set(tables["claims"]["article"].to_pylist()) == called, "claims of other articles than there are")
    claims = tables["claims"].to_pylist()
    exact = 0
    for claim in claims:
        text = texts[int(claim["article"])].encode()
        words = text[claim["start"] : claim["end"]].decode()
        # Several parts are parted by a mark of their own.
        exact += words == claim["content"]
        check(" … " in claim["content"] or words == claim["content"], claim)
        check((claim["source"] is None) == (claim["speaker"] is None), claim)
    sources = tables["sources"].select(["article", "source", "name", "level"])
    joined = tables["claims"].join(sources, ["article", "source"], right_suffix=" of source", join_type="inner")
    check(joined.num_rows == len(claims) - tables["claims"]["source"].null_count > 0, "claims without their sources")
    check(joined["level"].equals(joined["level of source"]), "levels differ")
    outer = tables["claims"].select(["article", "claim"])
    within = tables["claims"].filter(pc.is_valid(tables["claims"]["within"]))
    check(within.num_rows > 0, "no claim within another")
    joined = within.join(outer, ["article", "within"], ["article", "claim"], join_type="inner")
    check(joined.num_rows == within.num_rows, "claims within none")
    counts = ", ".join(f"{table.num_rows} {kind}" for kind, table in tables.items())
    print(f"299 articles: {counts}; {exact} of {len(claims)} contents in one piece, each where its span says")


def layouts(folder):
    """One set of articles in every type, compression and version of pages."""
    found = rows(30)
    ids, texts, days = ([row[name] for row in found] for name in ["id", "text", "published"])
    noons = [datetime.datetime.combine(day, datetime.time(12)) for day in days]
    text_types = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
    day_arrays = [pa.array(days, pa.date32()), pa.array(days, pa.date64()), pa.array([day.isoformat() for day in days])]
    day_arrays += [pa.array(noons, pa.timestamp(unit)) for unit in ["s", "ms", "us", "ns"]]
    day_arrays.append(pa.array(noons, pa.timestamp("us", tz="UTC")))
    options = [
        {"compression": "none"},
        {"compression": "snappy", "data_page_version": "2.0"},
        {"compression": "zstd", "use_dictionary": False},
        {"use_deprecated_int96_timestamps": True, "store_schema": False},
    ]
    results = []
    cases = [(text, day, option) for text in text_types for day in day_arrays for option in options]
    # Each type and each option at least once, beside the first of the others.
    some = [case for case in cases if sum(part is all_of[0] for part, all_of in zip(case, (text_types, day_arrays, options))) >= 2]
    for number, (text, day, option) in enumerate(some):
        texts_of_type = pa.array(texts).dictionary_encode() if pa.types.is_dictionary(text) else pa.array(texts, text)
        table = pa.table({"id": pa.array(ids), "text": texts_of_type, "published": day})
        pq.write_table(table, folder / f"layout{number}.parquet", **option)
        code, said, tables = run(folder, folder / f"layout{number}.parquet")
        check(code == 0 and not said, said)
        results.append((text, day.type, option, tables))
    for text, day, option, tables in results[1:]:
        for kind in KINDS:
            check(tables[kind].equals(results[0][3][kind]), f"{kind} differ with {text}, {day}, {option}")
    check(results[0][3]["events"]["first_day"].null_count < results[0][3]["events"].num_rows, "no day is known")
    print(f"{len(results)} layouts of 30 articles give the same tables")


def truncated(folder):
    size = len((folder / "layout0.parquet").read_bytes())
    for part in range(50):
        file = folder / "truncated.parquet"
        file.write_bytes((folder / "layout0.parquet").read_bytes()[: size * part // 50])
        code, said, tables = run(folder, file)
        check(code == 2 and said.startswith(str(file)) and not tables, f"cut at {part} of 50: {code}, {said}")
    print(f"50 truncated files are errors, the last: {said.removeprefix(str(file)).strip(': ').strip()}")


with tempfile.TemporaryDirectory() as folder:
    whole(Path(folder))
    layouts(Path(folder))
    truncated(Path(folder))
