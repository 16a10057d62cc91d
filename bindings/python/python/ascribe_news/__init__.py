"""Who said it in a news article, through whom, how identifiable the source is, and what happened when.

>>> import ascribe_news
>>> report = ascribe_news.analyze("Rates will rise, Ann Lee told Reuters.", published="2024-03-18")
>>> [claim] = report.claims
>>> claim.speaker, claim.level, claim.relay, claim.words
('Ann Lee', 'named', 'Reuters', 'Rates will rise')

The weights are inside: nothing is downloaded, and nothing has to be set up.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._analyzer import About, Analyzer, Article, Published, times
from ._model import (
    Actor,
    AnonymousCount,
    Attribution,
    Axes,
    Candidate,
    Certainty,
    Change,
    Citation,
    Claim,
    DayRange,
    Descriptors,
    Diagnostic,
    Event,
    EventTime,
    Factuality,
    Finding,
    FlatRow,
    Grade,
    Held,
    Level,
    Maker,
    Mention,
    Metadata,
    Occurrence,
    Participant,
    Polarity,
    Quotation,
    Recurrence,
    Relation,
    Relay,
    Shown,
    Source,
    SourceMention,
    Speaker,
    Stance,
    Statement,
    Summary,
    Terms,
    TimeExpression,
    TimeLength,
    TimeReading,
    UnnamedSource,
    Verdict,
    Words,
)
from ._native import HOUSES, LEVELS, Error, House, Span, __version__
from ._report import Report, Table, TableKind, read_house, table

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "HOUSES",
    "LEVELS",
    "About",
    "Actor",
    "Analyzer",
    "AnonymousCount",
    "Article",
    "Attribution",
    "Axes",
    "Candidate",
    "Certainty",
    "Change",
    "Citation",
    "Claim",
    "DayRange",
    "Descriptors",
    "Diagnostic",
    "Error",
    "Event",
    "EventTime",
    "Factuality",
    "Finding",
    "FlatRow",
    "Grade",
    "Held",
    "House",
    "Level",
    "Maker",
    "Mention",
    "Metadata",
    "Occurrence",
    "Participant",
    "Polarity",
    "Published",
    "Quotation",
    "Recurrence",
    "Relation",
    "Relay",
    "Report",
    "Shown",
    "Source",
    "SourceMention",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "Summary",
    "Table",
    "TableKind",
    "Terms",
    "TimeExpression",
    "TimeLength",
    "TimeReading",
    "UnnamedSource",
    "Verdict",
    "Words",
    "__version__",
    "analyze",
    "analyze_many",
    "audit",
    "grade",
    "read_house",
    "table",
    "times",
    "verify",
]


@functools.cache
def _standard() -> Analyzer:
    return Analyzer()


def analyze(
    text: str | Article,
    *,
    published: Published | None = None,
    outlet: str | None = None,
    byline: str | Sequence[str] | None = None,
    dateline: str | None = None,
    headline: str | None = None,
    url: str | None = None,
) -> Report:
    """Analyzes a text, or an :class:`Article`, with the usual options: :meth:`Analyzer.analyze`."""
    return _standard().analyze(
        text,
        published=published,
        outlet=outlet,
        byline=byline,
        dateline=dateline,
        headline=headline,
        url=url,
    )


def analyze_many(
    articles: Iterable[str | Article], *, threads: int | None = None
) -> Iterator[Report]:
    """Analyzes on several threads, and yields reports in the order of the input: :meth:`Analyzer.analyze_many`."""
    return _standard().analyze_many(articles, threads=threads)


def verify(
    text: str | Article, statements: Iterable[Statement | Mapping[str, Any]], **about: Unpack[About]
) -> list[Verdict]:
    """Whether somebody said in an article what a program says they said: :meth:`Report.verify`."""
    return _standard().verify(text, statements, **about)


def audit(text: str | Article, house: str | House = "strict", **about: Unpack[About]) -> list[Finding]:
    """What a house asks of sources, held against an article: :meth:`Report.audit`."""
    return _standard().audit(text, house, **about)


def grade(phrase: str) -> Grade:
    """How far a phrase identifies a source, with what else it tells. Spans are offsets into the phrase.

    >>> import ascribe_news
    >>> phrase = "three senior Pentagon officials"
    >>> grade = ascribe_news.grade(phrase)
    >>> grade.level, grade.axes.descriptors.affiliation.of(phrase)
    ('described', 'Pentagon')
    """
    return _standard().grade(phrase)
