"""Articles and the analyzer."""

from __future__ import annotations

import datetime
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from . import _native
from ._decode import record, records
from ._model import Finding, Grade, Maker, Statement, TimeExpression, Verdict
from ._native import House
from ._report import Report

if TYPE_CHECKING:
    from typing_extensions import Unpack

Published: TypeAlias = "str | datetime.date"
"""A date of publication: a date, a datetime with or without a zone, or ISO 8601."""


class About(TypedDict, total=False):
    """What is known of a text: the fields of :class:`Article`."""

    published: Published | None
    outlet: str | None
    byline: str | Sequence[str] | None
    dateline: str | None
    headline: str | None
    url: str | None


# How many articles each thread has before it. Many enough that the last one, for which the others wait, does not matter; few enough
# that an endless input needs little memory.
_AHEAD = 32


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of it.

    ``published`` is what "on Monday" is counted from; ``byline`` has the name of each author. Raises :class:`Error` if ``published`` is
    no date.

    >>> import datetime, ascribe_news
    >>> ascribe_news.Article("It rained.", published=datetime.date(2024, 3, 18)).published
    '2024-03-18'
    """

    text: str
    published: Published | None = None
    outlet: str | None = None
    byline: str | Sequence[str] | None = None
    dateline: str | None = None
    headline: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"text must be a str, not {type(self.text).__name__}")
        byline = (self.byline,) if isinstance(self.byline, str) else tuple(self.byline or ())
        object.__setattr__(self, "byline", byline)
        if self.published is not None:
            object.__setattr__(self, "published", _native.published(_written(self.published)))

    def _given(self) -> _native._Given:
        published, byline = self.published, self.byline
        assert published is None or isinstance(published, str)
        return (
            self.text,
            published,
            self.outlet,
            list(byline or ()),
            self.dateline,
            self.headline,
            self.url,
        )


def _written(published: Published) -> str:
    if not isinstance(published, (str, datetime.date)):
        kind = type(published).__name__
        raise TypeError(f"published must be a date, a datetime or a str, not {kind}")
    return published if isinstance(published, str) else published.isoformat()


class Analyzer:
    """Returns reports. Build one, and use it for many articles, from as many threads as you like.

    It has no state between articles, and the same article always gives the same report. Analysis never fails, on any text: what could
    not be analyzed is in ``Report.diagnostics``. Time and memory are linear in the length of the text. The interpreter's lock is not
    held meanwhile, and Ctrl-C ends it.

    :param least_confidence: minimum confidence of a claim, 0 to 1; 0.25 if ``None``.
    :param attitudes: whether attitudes without a statement are claims as well: wishes, beliefs, feelings.
    :param recall: added to the log-odds of each cue: above 0 more claims are found, and fewer of them are right.
    :param least_identity: minimum probability, 0 to 1, with which a phrase means somebody who is named; 0.6 if ``None``.
    :param events: whether reports have events.
    :param header: whether headline and byline lines at the start of a text are metadata, and not claims.
    :param max_bytes: maximum number of bytes of UTF-8 that are analyzed of a text; 8 MiB if ``None``.
    :param max_claims: maximum number of claims of a report; 32,768 if ``None``.
    :param model: a file of weights, in place of those inside: the larger model reads better, and is several times slower.
    :param words: words of your own, a line of the library's word tables each: ``"outlet: Blick"``, ``"cue verb cq statement: kvetch"``.

    Raises :class:`Error` if a confidence is out of range, a line of ``words`` cannot be read, or ``model`` holds no weights; and
    ``OSError`` if that file cannot be read.

    >>> import ascribe_news
    >>> analyzer = ascribe_news.Analyzer(words="outlet: Blick")
    >>> analyzer.analyze("The wine is corked, Blick wrote.").claims[0].level
    'institutional'
    """

    def __init__(
        self,
        *,
        least_confidence: float | None = None,
        attitudes: bool = False,
        recall: float = 0.0,
        least_identity: float | None = None,
        events: bool = True,
        header: bool = True,
        max_bytes: int | None = None,
        max_claims: int | None = None,
        words: str | None = None,
        model: str | os.PathLike[str] | None = None,
    ) -> None:
        self._options: dict[str, Any] = {
            "least_confidence": least_confidence,
            "attitudes": attitudes,
            "recall": recall,
            "least_identity": least_identity,
            "events": events,
            "header": header,
            "max_bytes": max_bytes,
            "max_claims": max_claims,
            "words": words,
            "model": None if model is None else os.fspath(model),
        }
        weights = None if model is None else Path(model).read_bytes()
        self._native = _native.Analyzer(**self._options | {"model": weights})

    def analyze(
        self,
        text: str | Article,
        *,
        published: Published | None = None,
        outlet: str | None = None,
        byline: str | Sequence[str] | None = None,
        dateline: str | None = None,
        headline: str | None = None,
        url: str | None = None,
    ) -> Report:
        """Analyzes a text, or an :class:`Article`, which has all that is known of it.

        Code points that UTF-8 has not (lone surrogates) are read as U+FFFD; offsets stay. Raises :class:`Error` if ``published`` is
        no date.
        """
        article = _article(text, published, outlet, byline, dateline, headline, url)
        return Report(self._native.analyze(article._given()))

    def analyze_many(
        self, articles: Iterable[str | Article], *, threads: int | None = None
    ) -> Iterator[Report]:
        """Analyzes texts or articles on several threads, and yields their reports in the order of the input.

        ``threads`` is the number of processors if ``None``. 32 articles a thread are read ahead, so the input may be endless. What the
        input raises is raised after the reports of what it gave before.

        >>> import ascribe_news
        >>> texts = ["It rained, she said.", "It will snow, the mayor said."]
        >>> [len(report.claims) for report in ascribe_news.Analyzer().analyze_many(texts)]
        [1, 1]
        """
        workers = _processors() if threads is None else threads
        if workers < 1:
            raise ValueError(f"threads must be at least 1, not {workers}")
        return self._many(iter(articles), workers)

    def _many(self, articles: Iterator[str | Article], threads: int) -> Iterator[Report]:
        raised: Exception | None = None
        while raised is None:
            given = []
            # What was read before an error is not lost.
            try:
                for one in itertools.islice(articles, threads * _AHEAD):
                    given.append(_article(one)._given())
            except Exception as error:
                raised = error
            if not given:
                break
            yield from map(Report, self._native.analyze_batch(given, threads))
        if raised is not None:
            raise raised

    def verify(
        self,
        text: str | Article,
        statements: Iterable[Statement | Mapping[str, Any]],
        **about: Unpack[About],
    ) -> list[Verdict]:
        """Analyzes a text of which that is known, and holds statements against it: :meth:`Report.verify`."""
        return self.analyze(text, **about).verify(statements)

    def audit(
        self, text: str | Article, house: str | House = "strict", **about: Unpack[About]
    ) -> list[Finding]:
        """Analyzes a text of which that is known, and holds it against what a house asks of sources: :meth:`Report.audit`."""
        return self.analyze(text, **about).audit(house)

    def grade(self, phrase: str) -> Grade:
        """How far a phrase identifies a source: :func:`grade`, with the words of this analyzer."""
        return record(Grade, self._native.grade(phrase))

    def maker(self) -> Maker:
        """What ``Report.made_by`` says of its reports."""
        return record(Maker, self._native.maker())

    def __repr__(self) -> str:
        return f"Analyzer({', '.join(f'{name}={value!r}' for name, value in self._options.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_analyzer, (self._options,))


def _analyzer(options: dict[str, Any]) -> Analyzer:
    return Analyzer(**options)


def _processors() -> int:
    """Those that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _article(
    text: str | Article,
    published: Published | None = None,
    outlet: str | None = None,
    byline: str | Sequence[str] | None = None,
    dateline: str | None = None,
    headline: str | None = None,
    url: str | None = None,
) -> Article:
    if not isinstance(text, Article):
        return Article(text, published, outlet, byline, dateline, headline, url)
    if (published, outlet, byline, dateline, headline, url) != (None,) * 6:
        raise TypeError("an Article has all that is known of it; make another one with dataclasses.replace")
    return text


def times(
    text: str,
    *,
    published: Published | None = None,
    day_first: bool | None = None,
    fiscal_year_start: int | None = None,
) -> list[TimeExpression]:
    """The words of a text that say when, and the days that they mean.

    ``published`` is what "last week" is counted from. ``day_first`` says whether 12/7/2021 is 12 July; without it, it stays open.
    ``fiscal_year_start`` is a month, 1 to 12. Raises :class:`Error` if ``published`` is no date, or the month none.

    >>> import ascribe_news
    >>> [(time.words, time.reading) for time in ascribe_news.times("She left two weeks ago.", published="2021-12-30")]
    [('two weeks ago', '2021-12-13/2021-12-19 P2W?')]
    """
    written = None if published is None else _written(published)
    return list(records(TimeExpression, _native.times(text, written, day_first, fiscal_year_start)))
