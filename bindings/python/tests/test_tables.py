"""Columns, read by the libraries that they are for."""

from typing import Literal

import ascribe_news
import pandas
import polars
import pyarrow
import pytest
from ascribe_news import Report, _native

TEXTS = {
    "a1": "“👩 It’s safe,” a city engineer told Reuters. The mayor said that Bo Berg denied it had moved. It may reopen in May 2025, officials said.",
    "a2": "Nobody spoke.",
    "a3": "Rates will rise, Ann Lee said on condition of anonymity because she feared for her job.",
}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(ascribe_news.analyze_many(TEXTS.values()))


def test_flat_rows_are_dicts(reports: list[Report]) -> None:
    for report, text in zip(reports, TEXTS.values(), strict=True):
        for row, claim in zip(report.flat(), report.claims, strict=True):
            assert list(row) == _native.COLUMNS == list(ascribe_news.FlatRow.__annotations__)
            assert text[row["start"] : row["end"]] == text.encode()[row["start_byte"] : row["end_byte"]].decode()
            assert (row["claim"], row["words"], row["speaker"]) == (claim.id, claim.words, claim.speaker)
            assert (row["start"], row["end"]) == (claim.span.start, claim.span.end)
            assert (row["level"], row["chain"], row["relay"]) == (claim.level, claim.chain, claim.relay)
    assert reports[1].flat() == []


def test_columns_have_the_values_of_flat_rows(reports: list[Report]) -> None:
    rows = [row for report in reports for row in report.flat()]
    names = [name for name, report in zip(TEXTS, reports, strict=True) for _ in report.flat()]
    assert any(row["within"] is not None for row in rows)
    table = ascribe_news.table(reports, ids=list(TEXTS))
    assert table.columns == ["article", *_native.COLUMNS] and len(table) == len(rows)
    for name, row, made in zip(names, rows, table.to_arrow().to_pylist(), strict=True):
        shares = {share: pytest.approx(made[share]) for share in ("confidence", "speaker_confidence")}
        assert made == {"article": name, **row, "chain": list(row["chain"])} | {share: made[share] for share in shares}
        assert {share: row[share] for share in shares} == shares  # type: ignore[literal-required]
    frame = table.to_polars()
    assert frame["words"].to_list() == [row["words"] for row in rows]
    assert frame.schema["chain"] == polars.List(polars.String) and frame.schema["within"] == polars.Int64
    pandas.testing.assert_series_equal(
        table.to_pandas()["start"], pandas.Series([row["start"] for row in rows], name="start")
    )


def test_a_report_is_a_stream(reports: list[Report]) -> None:
    assert pyarrow.table(reports[0]).equals(reports[0].to_arrow())
    assert polars.DataFrame(reports[0]).equals(reports[0].to_polars())
    # A capsule that nobody reads frees what it holds, and each call gives a new one.
    for _ in range(3):
        assert type(reports[0].__arrow_c_stream__()).__name__ == "PyCapsule"


@pytest.mark.parametrize("kind", ["claims", "sources", "events"])
def test_tables_of_every_kind(reports: list[Report], kind: Literal["claims", "sources", "events"]) -> None:
    for report in reports:
        assert report.to_arrow(kind).num_rows == len(getattr(report, kind))
        assert len(report.to_pandas(kind)) == len(report.to_polars(kind)) == len(getattr(report, kind))
    assert "article" not in reports[0].to_arrow(kind).column_names
    whole = ascribe_news.table(reports, kind, ids=list(TEXTS)).to_arrow()
    counts = {name: len(getattr(report, kind)) for name, report in zip(TEXTS, reports, strict=True)}
    assert {name: whole["article"].to_pylist().count(name) for name in TEXTS} == counts
    assert ascribe_news.table([], kind).to_arrow().num_rows == 0
