"""Which public types have no example that runs, in their own documentation or in that of a method.

python3 .ci/examples.py target/nightly/doc/ascribe.json, which `cargo +nightly rustdoc` writes.
"""

import json
import re
import sys

TYPES = {"struct", "enum", "union", "trait"}
RUNS = re.compile(r"^\s*```(rust|no_run|should_panic)?\s*$", re.MULTILINE)


def public(index, at, path, found, seen):
    """Every type that a path from the crate's root leads to."""
    item = index.get(str(at))
    if item is None or at in seen:
        return
    kind, inner = next(iter(item["inner"].items()))
    if kind == "module":
        seen.add(at)
        for child in inner["items"]:
            public(index, child, [*path, item["name"]], found, seen)
    elif kind == "use" and inner.get("id") is not None:
        public(index, inner["id"], path, found, seen)
    elif kind in TYPES:
        found[at] = "::".join([*path, item["name"]])


def documents(index, at):
    """The documentation of a type and of its own methods."""
    item = index[str(at)]
    yield item["docs"] or ""
    inner = next(iter(item["inner"].values()))
    for block in inner.get("impls", []):
        block = index[str(block)]["inner"]["impl"]
        if block["trait"] is None:
            yield from (index[str(method)]["docs"] or "" for method in block["items"])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        crate = json.load(file)
    found = {}
    public(crate["index"], crate["root"], [], found, set())
    without = [name for at, name in found.items() if not any(map(RUNS.search, documents(crate["index"], at)))]
    print(f"{len(found)} public types, {len(without)} of them without an example")
    sys.exit("\n".join(sorted(without)) or (0 if found else "no types at all"))


main()
