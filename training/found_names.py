"""Names that the analyzer finds in texts, in the place of annotation: gold of a corpus that has no names marked.

usage: found_names.py REPORTS TEXTS OUT

REPORTS: what `ascribe annotate --out-dir REPORTS TEXTS` wrote.
"""
import glob
import json
import os
import sys

KINDS = {"person", "organization", "outlet", "place"}


def kind(actor, name):
    if actor == "government":  # "the State Department", "Moscow"
        return "organization" if " " in name else "place"
    return actor if actor in KINDS else "other"


def main():
    reports, texts, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(reports, "*.json"))):
        report = json.load(open(path, encoding="utf-8"))
        stem = os.path.basename(path).removesuffix(".json")
        if not os.path.exists(os.path.join(texts, stem + ".txt")):
            continue  # the summary of the run
        text = open(os.path.join(texts, stem + ".txt"), "rb").read()
        names = {}
        for actor in report.get("actors", []):
            for mention in actor.get("mentions", []):
                if mention["kind"] in ("name", "acronym", "place"):
                    name = text[mention["span"]["start"]:mention["span"]["end"]].decode()
                    names.setdefault(name, kind(actor["kind"], name))
        json.dump({"names": names, "actors": {}, "attributions": []}, open(os.path.join(out, stem + ".json"), "w", encoding="utf-8"))


if __name__ == "__main__":
    main()
