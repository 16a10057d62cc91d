"""Reports."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from . import _native
from ._decode import record, records
from ._model import (
    Actor,
    AnonymousCount,
    Claim,
    Diagnostic,
    Event,
    Finding,
    FlatRow,
    Maker,
    Metadata,
    Source,
    Statement,
    Summary,
    TimeExpression,
    Verdict,
)
from ._native import House, Span

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

TableKind: TypeAlias = Literal["claims", "sources", "events"]
"""What a table has a row for."""


class Report:
    """What was found in one article, with its text.

    Made by :func:`analyze` and :meth:`Report.from_json`. Its tables are tuples of frozen records, made when they are first asked for;
    they refer to each other by index.

    >>> import ascribe_news
    >>> report = ascribe_news.analyze("“It is safe,” a city engineer said. Mayor Ann Lee denied it.")
    >>> for claim in report.claims:
    ...     print(claim.speaker, claim.level, claim.force, claim.words, sep=" | ")
    a city engineer | described | statement | It is safe,
    Ann Lee | named | denial | it
    >>> report.text[report.claims[0].span.start : report.claims[0].span.end]
    'It is safe,'
    """

    def __init__(self, native: _native.Report) -> None:
        self._native = native

    @classmethod
    def from_json(cls, written: str | bytes, text: str) -> Report:
        """Reads the JSON form of a report on an article with this text, from this package, the library or the command.

        Raises :class:`Error` if it is not a report, is not consistent, or does not fit the text.
        """
        if isinstance(written, bytes):
            written = written.decode()
        return cls(_native.Report.from_json(written, text))

    def to_json(self, *, pretty: bool = False) -> str:
        """The JSON form, which is that of the library: its offsets count bytes. It does not have the text."""
        return self._native.to_json(pretty)

    @property
    def text(self) -> str:
        """The text of the article."""
        return self._native.text

    @cached_property
    def article(self) -> Metadata:
        """What is known of the article, with what its first lines say."""
        return record(Metadata, self._native.part("article"))

    @cached_property
    def made_by(self) -> Maker | None:
        """Who made the report: program, version, hashes of weights and words, options."""
        maker = self._native.part("made_by")
        return None if maker is None else record(Maker, maker)

    @cached_property
    def header(self) -> Span | None:
        """The pasted headline and byline lines, if the text starts with them."""
        return cast("Span | None", self._native.part("header"))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return cast("tuple[Span, ...]", self._native.part("sentences"))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The people, groups, organizations, documents and places."""
        return records(Actor, self._native.part("actors"))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The actors that the article cites."""
        return records(Source, self._native.part("sources"))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Who said what."""
        return records(Claim, self._native.part("claims"))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened, happens or is planned, in the order of the text."""
        return records(Event, self._native.part("events"))

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The words that say when, and the days that they mean."""
        return records(TimeExpression, self._native.part("times"))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the analyzer noticed."""
        return records(Diagnostic, self._native.part("diagnostics"))

    @cached_property
    def anonymous(self) -> AnonymousCount:
        """How many distinct people are cited without their names."""
        return record(AnonymousCount, self._native.part("anonymous"))

    @cached_property
    def summary(self) -> Summary:
        """The figures of the article: counts, words by level, unnamed sources."""
        return record(Summary, self._native.summary())

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """The events that have a day, in the order of their days."""
        return tuple(self.events[index] for index in self._native.timeline())

    def source_of(self, claim: Claim) -> Source | None:
        """The source that says it; ``None`` if the text has none."""
        return None if claim.source is None else self.sources[claim.source]

    def actor_of(self, source: Source) -> Actor:
        """The actor that a source is."""
        return self.actors[source.actor]

    def claims_by(self, source: Source) -> tuple[Claim, ...]:
        """The claims whose speaker it is."""
        return tuple(self.claims[index] for index in source.claims)

    def claims_at(self, start: int, end: int) -> tuple[Claim, ...]:
        """The claims whose content has a character in common with ``text[start:end]``."""
        return tuple(
            claim
            for claim in self.claims
            if any(part.start < end and start < part.end for part in claim.content)
        )

    def events_of(self, actor: Actor) -> tuple[Event, ...]:
        """The events that an actor takes part in."""
        return tuple(self.events[index] for index in self._native.events_of(actor.id))

    def verify(self, statements: Iterable[Statement | Mapping[str, Any]]) -> list[Verdict]:
        """Whether somebody said what a program says they said, a verdict for each statement.

        A mapping has ``speaker``, ``words`` and, if it is a paraphrase, ``"quoted": False``, as language models supply it.

        >>> import ascribe_news
        >>> report = ascribe_news.analyze("“We will not sell the bridge,” Mayor Ann Lee said.")
        >>> [verdict] = report.verify([{"speaker": "Ann Lee", "words": "We will sell the bridge"}])
        >>> verdict.supported, verdict.because, verdict.why
        (False, ('negation_changed',), ('a negation changed',))
        """
        return list(records(Verdict, self._native.verify([_asked(one) for one in statements])))

    def audit(self, house: str | House = "strict") -> list[Finding]:
        """What a house asks of sources, held against the article, in the order of the places.

        ``house`` is one of ``ascribe_news.HOUSES``, or a :class:`House` of your own.

        >>> import ascribe_news
        >>> report = ascribe_news.analyze("The plan will fail, a source said.")
        >>> [finding.rule for finding in report.audit("ap")][:2]
        ['bare_source', 'no_reason']
        """
        house = House(house) if isinstance(house, str) else house
        return list(records(Finding, self._native.audit(house)))

    def flat(self) -> list[FlatRow]:
        """The claims as dicts, with everything in words and nothing to look up."""
        return self._native.flat()

    def table(self, kind: TableKind = "claims") -> Table:
        """The claims (the rows of :meth:`flat`), sources or events as columns."""
        return table([self], kind)

    def to_arrow(self, kind: TableKind = "claims") -> pyarrow.Table:
        """The claims, sources or events as a table of pyarrow, which must be installed."""
        return self.table(kind).to_arrow()

    def to_pandas(self, kind: TableKind = "claims") -> pandas.DataFrame:
        """The claims, sources or events as a data frame of pandas, which must be installed, with pyarrow."""
        return self.table(kind).to_pandas()

    def to_polars(self, kind: TableKind = "claims") -> polars.DataFrame:
        """The claims, sources or events as a data frame of polars, which must be installed."""
        return self.table(kind).to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows of :meth:`flat`, for any library with the Arrow PyCapsule interface."""
        return self.table().__arrow_c_stream__(requested_schema)

    def to_html(self) -> str:
        """A page for people, in one file that asks for nothing from elsewhere."""
        return self._native.to_html()

    def _repr_html_(self) -> str:
        """The same page in a frame, so that notebook and page do not touch each other's styles."""
        # Links within the page would lead to the notebook otherwise, whose address such a frame has as its base.
        based = self.to_html().replace("<head>", '<head><base href="about:srcdoc">', 1)
        page = html.escape(based)
        style = "width:100%;height:36rem;border:1px solid #8888;resize:vertical;overflow:auto"
        sandbox = "allow-scripts allow-popups"
        return f'<iframe sandbox="{sandbox}" style="{style}" srcdoc="{page}"></iframe>'

    def __repr__(self) -> str:
        claims, sources, events = self._native.counts()
        return f"<Report: {claims} claims, {sources} sources, {events} events>"

    def __eq__(self, other: object) -> bool:
        return self._native == other._native if isinstance(other, Report) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return (Report.from_json, (self.to_json(), self.text))


class Table:
    """Columns, for any library with the Arrow PyCapsule interface."""

    def __init__(self, native: _native.Table) -> None:
        self._native = native

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<Table: {len(self)} rows, {len(self.columns)} columns>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """A table of pyarrow, which must be installed."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of pandas, which must be installed, with pyarrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A data frame of polars, which must be installed."""
        import polars

        return polars.DataFrame(self)


def table(
    reports: Iterable[Report], kind: TableKind = "claims", *, ids: Sequence[str] | None = None
) -> Table:
    """The claims (the rows of :meth:`Report.flat`), sources or events of reports as columns.

    ``ids`` are those of the articles, one for each report: they become the first column, ``article``.
    """
    natives = [report._native for report in reports]
    return Table(_native.table(natives, kind, None if ids is None else list(ids)))


def read_house(path: str | os.PathLike[str]) -> House:
    """Reads house rules of your own from a file: ``.toml``, or ``.json``."""
    path = Path(path)
    written = path.read_text(encoding="utf-8")
    return House.from_json(written) if path.suffix == ".json" else House.from_toml(written)


def _asked(one: Statement | Mapping[str, Any]) -> tuple[str, str, bool]:
    if isinstance(one, Statement):
        return (one.speaker, one.words, one.quoted)
    if "words" not in one:
        raise _native.Error(f"a statement without `words`: {json.dumps(dict(one), default=repr)}")
    return (one.get("speaker", ""), one["words"], one.get("quoted", True))
