"""Checks what the example `export` writes with libraries that others made: python3 .ci/validate.py DIR TEXTS

DIR holds a folder for each format, named after it, and in `csv-guarded` the tables for spreadsheets; TEXTS holds the articles.
The libraries and their versions stand in .ci/validate.txt. Nothing is fetched: the one remote context, that of Web
Annotations, is served from here, as far as the terms go that are used.
"""

import csv
import html.parser
import importlib
import json
import sys
import tempfile
import types
import warnings
from pathlib import Path

import jsonschema
import rdflib
from pyld import jsonld
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SDO

OUT, TEXTS = Path(sys.argv[1]), Path(sys.argv[2])
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
OWN = "https://docs.rs/ascribe/latest/ascribe/export/json_ld/index.html#"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))
# Processors of RDF take half a second an article: they are given some, whole, and always those that are hostile.
SOME = [name for index, name in enumerate(NAMES) if index % 4 == 0 or name == "hostile"]


def text(name):
    return (TEXTS / f"{name}.txt").read_bytes().decode("utf-8")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


REPORTS = {}
for line in (OUT / "jsonl" / "reports.jsonl").read_text(encoding="utf-8").split("\n"):
    if line:
        report = json.loads(line)
        REPORTS[report["name"]] = report
check(sorted(REPORTS) == NAMES, "reports.jsonl holds other articles")
CLAIMS = sum(len(report["claims"]) for report in REPORTS.values())
check(CLAIMS > 0, "there are no claims")


def json_schema():
    schema = load(OUT / "schema" / "report.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for name, report in REPORTS.items():
        errors = list(validator.iter_errors(report))
        check(not errors, f"{name}: {errors[:1]}")
        errors = list(validator.iter_errors(load(OUT / "json" / f"{name}.json")))
        check(not errors, f"{name}.json: {errors[:1]}")
    # A validator that finds nothing wrong may not look: each of these must be refused.
    report = next(report for report in REPORTS.values() if report["claims"] and report["sources"])
    for path, value in [
        (["bytes"], -1),
        (["claims", 0, "content"], "here"),
        (["claims", 0, "confidence"], 1.5),
        (["claims", 0, "quotation"], "sideways"),
        (["sources", 0, "level"], "secret"),
        (["sources", 0, "actor"], "Ann"),
        (["article", "byline"], "Ann"),
    ]:
        spoilt = json.loads(json.dumps(report))
        place = spoilt
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        check(not validator.is_valid(spoilt), f"the schema allows {path} to be {value}")
    spoilt = json.loads(json.dumps(report))
    del spoilt["claims"][0]["force"]
    check(not validator.is_valid(spoilt), "the schema allows a claim without force")
    later = json.loads(json.dumps(report))
    later["claims"][0].update(force="of_tomorrow", new=1)
    check(validator.is_valid(later), "the schema refuses a report of tomorrow")
    return f"{len(REPORTS)} reports"


def brat():
    """brat's own reader of settings and annotation, and its check of the one by the other."""
    base = Path(importlib.util.find_spec("brat").submodule_search_locations[0]) / "server"
    sys.path[:0] = [str(base / "src"), str(base / "lib")]
    config = types.ModuleType("config")
    config.BASE_DIR = config.DATA_DIR = str(OUT / "brat")
    config.WORK_DIR = config.BACKUP_DIR = tempfile.mkdtemp()
    config.DEBUG = True
    sys.modules["config"] = config
    import annotation

    # Python 3.11 knows the mode `U` no more; without it the file is read as it is, which is what `codecs.open` did.
    annotation.open_textfile = lambda name, mode="r": open(name, mode.replace("U", ""), encoding="utf-8", newline="")
    import message
    import projectconfig
    import verify_annotations

    said = []
    message.Messager.warning = message.Messager.error = staticmethod(lambda what, *_, **__: said.append(what))
    settings = projectconfig.ProjectConfiguration(str(OUT / "brat"))
    check(settings.get_event_types() == ["Attribution"], "brat does not read annotation.conf")
    check(set(settings.get_entity_types()) == {"Source", "Cue", "Content"}, "brat reads other entities")
    check(settings.get_attribute_types() == ["Level", "Standing", "Quotation", "Force", "SourceId", "Via"], "brat reads other attributes")
    check(settings.get_labels_by_type("Attribution")[:1] == ["Attribution"], "brat does not read visual.conf")
    check(settings.get_drawing_config_by_type("Cue").get("bgColor") == "#f0e442", "brat does not read the colours")

    def problems(path):
        found = annotation.TextAnnotations(str(path.with_suffix("")))
        check(not found.failed_lines, f"{path.name}: brat cannot read lines {found.failed_lines[:3]}")
        return found, verify_annotations.verify_annotation(found, settings)

    events = attributes = 0
    for name in NAMES:
        found, issues = problems(OUT / "brat" / f"{name}.ann")
        check(not issues, f"{name}.ann: {[(issue.ann_id, issue.description) for issue in issues[:3]]}")
        events += len(list(found.get_events()))
        attributes += len(list(found.get_attributes()))
        for bound in found.get_textbounds():
            words = " ".join(text(name)[start:end] for start, end in bound.spans)
            check(words == bound.text, f"{name}.ann: {bound.id} quotes other words")
    check(events == CLAIMS, f"{events} events for {CLAIMS} claims")
    check(attributes >= 3 * events, "attributes are missing")
    with tempfile.TemporaryDirectory() as folder:
        spoilt = Path(folder) / "spoilt.ann"
        spoilt.with_suffix(".txt").write_text("He said so.", encoding="utf-8")
        spoilt.write_text("T1\tAttribution 3 7\tsaid\nE1\tAttribution:T1\n", encoding="utf-8")
        check(problems(spoilt)[1], "brat's check finds nothing where there is something")
    check(not said, f"brat warns: {said[:3]}")
    return f"{events} events, {attributes} attributes"


# What http://www.w3.org/ns/anno.jsonld says of the terms that are used.
ANNO = {
    "@context": {
        "oa": str(OA),
        "rdf": str(RDF),
        "dcterms": str(DCTERMS),
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "Annotation": "oa:Annotation",
        "AnnotationPage": "as:OrderedCollectionPage",
        "SpecificResource": "oa:SpecificResource",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "value": "rdf:value",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "oa:start"},
        "end": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "oa:end"},
        "describing": "oa:describing",
        "classifying": "oa:classifying",
        "identifying": "oa:identifying",
        "tagging": "oa:tagging",
    }
}


def loader(url, _):
    check(url == "http://www.w3.org/ns/anno.jsonld", f"a document refers to {url}")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": ANNO}


def triples(document):
    """The document as RDF, through a JSON-LD processor that refuses to pass over anything in silence."""
    expanded = jsonld.expand(document, {"documentLoader": loader})
    kept = leaves(expanded, ("@type",)) == leaves(document, ("@context", "@type", "type"))
    check(kept, "a JSON-LD processor drops a part of a document")
    quads = jsonld.to_rdf(document, {"documentLoader": loader, "format": "application/n-quads"})
    graph = rdflib.Graph()
    graph.parse(data=quads, format="nt")
    return graph


def leaves(value, skipped):
    """How many values a document has."""
    if isinstance(value, dict):
        return sum(leaves(inner, skipped) for key, inner in value.items() if key not in skipped)
    return sum(leaves(inner, skipped) for inner in value) if isinstance(value, list) else 1


def known(graph, *namespaces):
    """Every class and property is one that its vocabulary has."""
    terms = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    for term in terms:
        home = next((space for space in namespaces if str(term).startswith(str(space))), None)
        check(home is not None or str(term).startswith(OWN), f"{term} is of no vocabulary")
        check(home is None or home is RDF or term in home, f"{term} is not in its vocabulary")
    return terms


def web_annotation():
    targets = 0
    for name in SOME:
        page = load(OUT / "web-annotation" / f"{name}.annotations.json")
        whole = text(name)
        for item in page["items"]:
            for target in item["target"]:
                if isinstance(target, dict):
                    quote, position = target["selector"]
                    start, end = position["start"], position["end"]
                    check(whole[start:end] == quote["exact"], f"{name}: {item['id']} is elsewhere")
                    check(whole[:start].endswith(quote.get("prefix", "")), f"{name}: {item['id']} has another prefix")
                    check(whole[end:].startswith(quote.get("suffix", "")), f"{name}: {item['id']} has another suffix")
                    targets += 1
        graph = triples(page)
        all_of = set(graph.subjects(RDF.type, OA.Annotation))
        check(len(all_of) == len(page["items"]), f"{name}: {len(all_of)} annotations of {len(page['items'])}")
        for annotation in all_of:
            check(graph.value(annotation, OA.hasTarget, any=True) is not None, f"{annotation} has no target")
            motive = graph.value(annotation, OA.motivatedBy)
            check(motive in (OA.describing, OA.classifying, OA.identifying), f"{annotation} has no motivation")
        claims = set(graph.subjects(RDF.type, rdflib.URIRef(OWN + "Claim")))
        check(len(claims) == len(REPORTS[name]["claims"]), f"{name}: {len(claims)} claims")
    return f"{targets} targets"


class Scripts(html.parser.HTMLParser):
    """The scripts of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], False

    def handle_starttag(self, tag, _):
        if tag == "script":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.found[-1] += data


def json_ld():
    claims = quotations = 0
    for name in SOME:
        path = OUT / "json-ld" / f"{name}.jsonld"
        graph = triples(load(path))
        terms = known(graph, SDO, RDF)
        check(not any("Review" in term or "Rating" in term for term in terms), "something is reviewed")
        # A second processor reads the same.
        again = rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="json-ld")
        check(len(again) == len(graph), f"{name}: two JSON-LD processors disagree")
        made = set(graph.subjects(RDF.type, SDO.Claim))
        check(len(made) == len(REPORTS[name]["claims"]), f"{name}: {len(made)} claims")
        makers = {SDO.Person, SDO.Organization, SDO.NewsMediaOrganization, SDO.GovernmentOrganization, SDO.Place}
        for work, maker in graph.subject_objects(SDO.creator):
            check(set(graph.objects(maker, RDF.type)) & makers, f"{work} is by nobody")
        claims += len(made)
        quotations += len(set(graph.subjects(RDF.type, SDO.Quotation)))
        page = Scripts()
        page.feed(f'<html><script type="application/ld+json">{path.read_text(encoding="utf-8")}</script></html>')
        check(len(page.found) == 1 and json.loads(page.found[0]) == load(path), f"{name} leaves its script")
    check(quotations > 0, "there are no quotations")
    return f"{claims} claims, {quotations} quotations"


def prov():
    from prov.model import ProvAttribution, ProvDerivation, ProvDocument

    # It keeps no types of roles, and says so.
    warnings.filterwarnings("ignore", message="The following attributes were not converted", category=UserWarning)
    links = records = 0
    own = rdflib.Namespace(OWN)
    for name in SOME:
        path = OUT / "prov" / f"{name}.prov.jsonld"
        graph = triples(load(path))
        known(graph, PROV, RDF, RDFS, DCTERMS)
        claims = REPORTS[name]["claims"]
        for index, claim in enumerate(claims):
            node = rdflib.URIRef(f"urn:x-ascribe:article#claim-{index}")
            check(graph.value(node, PROV.value), f"{name}: c{index} has no words")
            attributions = list(graph.objects(node, PROV.qualifiedAttribution))
            agents = {graph.value(attribution, PROV.agent) for attribution in attributions}
            check(all((agent, RDF.type, PROV.Agent) in graph for agent in agents), f"{name}: c{index} is by no agent")
            check(agents == set(graph.objects(node, PROV.wasAttributedTo)), f"{name}: c{index} has other agents")
            # Everybody of the chain is reached, the speaker last.
            said, end = set(), None
            step = graph.value(node, PROV.wasDerivedFrom)
            while step is not None:
                end = graph.value(step, PROV.wasAttributedTo)
                said.add(end)
                step = graph.value(step, PROV.wasDerivedFrom)
            check(said == agents, f"{name}: c{index} is derived from others than it is attributed to")
            speaker = claim["attributions"][0].get("source")
            if speaker is not None:
                check(str(end).endswith(f"#source-{speaker}"), f"{name}: c{index} does not end with its speaker")
                roles = {graph.value(one, PROV.hadRole) for one in attributions}
                check(own.speaker in roles, f"{name}: c{index} has no speaker")
            if claim["quotation"] == "indirect":
                check(graph.value(node, PROV.wasQuotedFrom) is None, f"{name}: c{index} is no quotation")
            links += len(attributions)
        # A library for provenance reads the same statements.
        document = ProvDocument.deserialize(content=graph.serialize(format="turtle"), format="rdf", rdf_format="turtle")
        attributed = {(str(r.args[0].uri), str(r.args[1].uri)) for r in document.get_records(ProvAttribution)}
        expected = {(str(a), str(b)) for a, b in graph.subject_objects(PROV.wasAttributedTo)}
        check(attributed == expected, f"{name}: {len(attributed)} attributions of {len(expected)}")
        records += len(list(document.get_records(ProvDerivation)))
    check(records > 0, "nothing is derived")
    return f"{links} links"


def tables():
    rows = 0
    for name in NAMES:
        for table in ("claims", "sources", "events"):
            for folder in ("csv", "csv-guarded"):
                with open(OUT / folder / f"{name}.{table}.csv", encoding="utf-8", newline="") as file:
                    header, *body = csv.reader(file, strict=True)
                check(all(len(row) == len(header) for row in body), f"{name}.{table}: rows of several widths")
                check(len(body) == len(REPORTS[name][table]), f"{name}.{table}: {len(body)} rows")
                rows += len(body)
                if folder == "csv-guarded":
                    formulas = [cell for row in body for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.lstrip()]
                    check(not formulas, f"{name}.{table}: {formulas[:1]} is a formula")
    return f"{rows} rows"


def flat():
    texts = {name: text(name) for name in NAMES}
    lines = (OUT / "flat" / "claims.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    check(len(rows) == CLAIMS, f"{len(rows)} rows of {CLAIMS} claims")
    for row in rows:
        whole = texts[row["name"]]
        words = whole[row["start_code_point"] : row["end_code_point"]]
        units = whole.encode("utf-16-le")[2 * row["start_utf16"] : 2 * row["end_utf16"]]
        check(units.decode("utf-16-le") == words, f"{row['name']}: units of UTF-16 are elsewhere than code points")
        check(whole.encode()[row["start"] : row["end"]].decode() == words, f"{row['name']}: bytes are elsewhere")
        check(words.strip().startswith(row["words"].split(" … ")[0]), f"{row['name']}: {row['words']} is not {words}")
    with open(OUT / "flat-csv" / "claims.csv", encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file, strict=True)
    check(header == list(rows[0]), "the table has other columns than the lines")
    check([cells[2] for cells in body] == [row["words"] for row in rows], "the table has other words than the lines")
    return f"{len(rows)} rows"


for step in (json_schema, brat, web_annotation, json_ld, prov, tables, flat):
    print(f"{step.__name__:16} {step()}", flush=True)
