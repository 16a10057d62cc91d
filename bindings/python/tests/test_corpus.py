"""The same answers as the library, on every article of corpus/learn."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import ascribe_news
import pytest
from ascribe_news import Article, Report
from library import library


@pytest.fixture(scope="module")
def reports(learn: dict[str, Article]) -> dict[str, Report]:
    return dict(zip(learn, ascribe_news.analyze_many(learn.values()), strict=True))


@pytest.fixture(scope="module")
def written(learn: dict[str, Article]) -> dict[str, str]:
    """What the library writes of them."""
    lines = [
        json.dumps({"text": one.text, "published": one.published, "outlet": one.outlet})
        for one in learn.values()
    ]
    given = "\n".join(lines).encode()
    done = subprocess.run([library("quick")], input=given, stdout=subprocess.PIPE, check=True)
    return dict(zip(learn, done.stdout.decode().split("\n")[:-1], strict=True))


@pytest.fixture(scope="module")
def said(written: dict[str, str]) -> dict[str, Any]:
    return {name: json.loads(line) for name, line in written.items()}


def test_reports_are_those_of_the_library(reports: dict[str, Report], written: dict[str, str]) -> None:
    assert sum(len(report.claims) for report in reports.values()) > 1000
    for name, report in reports.items():
        assert report.to_json() == written[name], name


def test_one_by_one_is_as_many_at_once(learn: dict[str, Article], reports: dict[str, Report]) -> None:
    for name in list(learn)[::40]:
        assert ascribe_news.analyze(learn[name]) == reports[name], name
    few = list(learn.values())[:70]
    for threads in (1, 3):
        again = list(ascribe_news.analyze_many(few, threads=threads))
        assert again == list(reports.values())[:70]


def spans(value: object) -> Iterator[ascribe_news.Span]:
    """All spans in a record."""
    if isinstance(value, ascribe_news.Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def bare(value: Any) -> Iterator[tuple[int, int]]:
    """All spans in JSON."""
    if isinstance(value, dict):
        if {"start", "end"} == set(value) and isinstance(value["start"], int):
            yield value["start"], value["end"]
        for one in value.values():
            yield from bare(one)
    elif isinstance(value, list):
        for one in value:
            yield from bare(one)


TABLES = ("actors", "sources", "claims", "events", "times", "diagnostics")


def test_every_span_of_the_json_is_one_that_cuts_the_same_words(
    learn: dict[str, Article], reports: dict[str, Report], said: dict[str, Any]
) -> None:
    """In code points and in bytes; nothing of the JSON form is lost on the way."""
    for name, report in reports.items():
        text, encoded = learn[name].text, learn[name].text.encode()
        for table in (*TABLES, "sentences"):
            records = getattr(report, table)
            found = [(one.start_byte, one.end_byte) for one in spans(records)]
            if table == "claims":
                extents = [(claim.span.start_byte, claim.span.end_byte) for claim in records]
                for extent in extents:
                    found.remove(extent)
            assert sorted(found) == sorted(bare(said[name].get(table, []))), (name, table)
            for one in spans(records):
                words = encoded[one.start_byte : one.end_byte].decode()
                assert text[one.start : one.end] == one.of(text) == words


def names(value: Any) -> Iterator[str]:
    """All names of fields in JSON."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from names(one)
    elif isinstance(value, list):
        for one in value:
            yield from names(one)


def test_every_field_of_the_json_is_one_of_a_record(said: dict[str, Any]) -> None:
    """A field that the library gets, and that the records do not have, would be lost in silence."""
    import dataclasses

    from ascribe_news import _model

    records = [kind for kind in vars(_model).values() if dataclasses.is_dataclass(kind)]
    known = {field.name for kind in records for field in dataclasses.fields(kind)}
    # Offsets of spans; names of catalogues, weights and options; what stands in `Report.text`.
    known |= {"bytes", "schema", "exactly"} | {"actors", "sources", "claims", "events", "times", "diagnostics"}
    known |= {"article", "made_by", "anonymous", "header", "sentences"}
    for report in said.values():
        for free in ("parts", "options"):
            report["made_by"].pop(free)
        assert set(names(report)) <= known


def test_json_comes_back(learn: dict[str, Article], reports: dict[str, Report]) -> None:
    for name, report in reports.items():
        assert Report.from_json(report.to_json(), learn[name].text) == report
