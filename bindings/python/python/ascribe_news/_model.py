"""What a report consists of: plain, frozen records, with the field names of the JSON form.

Fields that the JSON form has not, and that are there to save a look-up, stand first: ``id``, ``words``, ``speaker`` … Values of open
vocabularies (kinds, forces) are strings, since later versions may have more.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypedDict

from ._native import Span

Level: TypeAlias = Literal[
    "named", "institutional", "partial", "described", "vague", "bare", "unattributed"
]
"""How far the text identifies a source, from most to least; ``ascribe_news.LEVELS`` has them in this order."""

Quotation: TypeAlias = Literal["direct", "indirect", "mixed"]
Certainty: TypeAlias = Literal["underspecified", "possible", "probable", "certain"]
Polarity: TypeAlias = Literal["underspecified", "positive", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """How sure somebody is of something, and whether they say that it is so."""

    certainty: Certainty = "underspecified"
    polarity: Polarity = "underspecified"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase that refers to an actor, and how: ``name``, ``pronoun`` …"""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, group, organization, government, outlet, document or place.

    ``label`` is its fullest name, or else its description, or else its kind.
    """

    id: int
    label: str
    kind: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    former: bool = False
    description: str | None = None
    mentions: tuple[Mention, ...] = ()
    external: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptors:
    """What the words tell of a source beside its level, each with the words that show it.

    ``number`` is ``"one"``, ``"several"``, ``"unstated"`` or ``{"exactly": 3}``.
    """

    role: Span | None = None
    seniority: Span | None = None
    former: Span | None = None
    affiliation: Span | None = None
    place: Span | None = None
    number: str | dict[str, int] = "unstated"
    number_span: Span | None = None
    authorised_voice: Span | None = None
    pseudonym: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A kind with the words that show it: of a standing, of a basis of knowledge, of a reason not to be named."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a source speaks: the words that say so, and the reason they give."""

    explicit: Span | None = None
    reason: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What the text tells of a source beside its level."""

    descriptors: Descriptors = field(default_factory=Descriptors)
    standing: Shown | None = None
    basis: Shown | None = None
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The level of a phrase, with what else it tells. Spans are offsets into the phrase."""

    level: Level
    axes: Axes


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """A phrase that cites a source, and how far that phrase alone identifies it."""

    span: Span
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Whether two sources are one: ``same``, ``different``, ``maybe``, ``part_of``. ``other`` is an index of ``Report.sources``."""

    other: int
    kind: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An actor that the article cites.

    ``claims`` are the indexes of the claims whose speaker it is, ``passes_on`` those of claims of others that came through it.
    ``words`` is the number of words in its claims. ``actor`` is an index of ``Report.actors``.
    """

    id: int
    name: str
    kind: str | None
    claims: tuple[int, ...]
    passes_on: tuple[int, ...]
    words: int
    actor: int
    level: Level
    level_confidence: float = 1.0
    mentions: tuple[SourceMention, ...] = ()
    axes: Axes = field(default_factory=Axes)
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Who passes a claim on: the agency in "according to Reuters". ``source`` is an index of ``Report.sources``."""

    source: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A link of a claim's chain. ``source`` is an index of ``Report.sources``, ``None`` if the text has no source.

    ``identity`` is the confidence, 0 to 1, that the words mean this source.
    """

    source: int | None = None
    source_spans: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    relay: Relay | None = None
    factuality: Factuality = field(default_factory=Factuality)
    identity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody says by the article.

    ``words`` are those of the content, ``span`` covers them. ``speaker`` is the name or description of who says it, ``None`` if the
    text has no source; ``level`` is how far the text identifies them; ``source`` is their index in ``Report.sources``. ``relay`` is
    the name of the source through which it reached the article, ``chain`` has the names of all, speaker first. ``within`` is the
    index of the claim whose content contains this one. ``confidence`` is that the claim stands in the text, 0 to 1.
    """

    id: int
    words: str
    span: Span
    speaker: str | None
    level: Level
    source: int | None
    relay: str | None
    chain: tuple[str, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    verbatim: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...]
    within: int | None = None
    force: str
    force_evidence: tuple[Span, ...] = ()
    factuality: Factuality = field(default_factory=Factuality)
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLength:
    """A length of time. ``count`` is ``None`` for "several weeks"."""

    count: int | None = None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """What comes again: each so long, on this weekday (``Mon``) or in this month (1 to 12)."""

    every: TimeLength
    weekday: str | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRange:
    """From one day to another, in ISO 8601."""

    start: str
    end: str


def _day(written: str | None) -> datetime.date | None:
    try:
        return None if written is None else datetime.date.fromisoformat(written)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """When, as the text says it.

    ``reading`` is all of it in one line: ``2021-12-07``, ``2016-06-01/2016-06-30?``, ``T15:30-05:00``; a ``?`` marks what is not certain.
    ``start`` and ``end`` are its first and last day in ISO 8601; ``first_day`` and ``last_day`` the same as dates.
    """

    reading: str
    kind: str = "date"
    start: str | None = None
    end: str | None = None
    granularity: str | None = None
    clock: str | None = None
    zone: str | None = None
    offset: str | None = None
    part_of_day: str | None = None
    length: TimeLength | None = None
    recurrence: Recurrence | None = None
    range: DayRange | None = None
    anchor: str | None = None
    certain: bool = False
    impossible: bool = False

    @property
    def first_day(self) -> datetime.date | None:
        """``start`` as a date; ``None`` if open, or in a year that ``datetime`` has not, as those before Christ."""
        return _day(self.start)

    @property
    def last_day(self) -> datetime.date | None:
        """``end`` as a date; ``None`` if open, or in a year that ``datetime`` has not, as those before Christ."""
        return _day(self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(TimeReading):
    """Words that say when, with their reading."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime(TimeReading):
    """When an event happens, and the words that say so."""

    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part in an event. ``actor`` is an index of ``Report.actors``."""

    actor: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How sure a claim, or with ``None`` the article itself, is of an event."""

    claim: int | None = None
    factuality: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, happens or is planned. ``words`` are those of its first mention, ``claims`` the indexes of those that tell of it."""

    id: int
    words: str
    trigger: Span
    mentions: tuple[Span, ...] = ()
    status: str
    time: EventTime | None = None
    place: Span | None = None
    participants: tuple[Participant, ...] = ()
    claims: tuple[int, ...] = ()
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnonymousCount:
    """How many distinct people an article cites without their names, as a range.

    Not counted: ``groups`` of unstated number; ``others`` whom nobody calls anonymous, such as spokespeople; those ``relayed`` by other
    outlets. These are indexes of ``Report.sources``.
    """

    at_least: int
    at_most: int
    groups: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    relayed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """What the analyzer noticed, such as a quotation mark that nothing closes."""

    code: str
    span: Span | None = None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article, with what its first lines say. ``published`` is in ISO 8601."""

    published: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    headline: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who made a report: program, version, hashes of weights and words, options."""

    name: str = ""
    version: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedSource:
    """An unnamed source, with the number of words in its claims."""

    name: str
    level: Level
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one article.

    ``speakers`` is the number of sources that speak, ``words_by_level`` that of attributed words by the level of who speaks;
    ``unnamed_share`` is the share of attributed words from unnamed sources, 0 to 1, ``None`` if no words are attributed.
    """

    claims: int
    sources: int
    speakers: int
    words: int
    attributed_words: int
    unnamed_words: int
    unnamed_share: float | None
    words_by_level: dict[str, int]
    is_single_source: bool
    unnamed: tuple[UnnamedSource, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that somebody is said to have said, for ``verify``. Not ``quoted``: a paraphrase."""

    speaker: str
    words: str
    quoted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a statement has (``said``) in place of the text's words (``span``), and what that is about: ``negation``, ``number`` …"""

    kind: str
    said: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Whether and where the text has the words: ``verbatim``, ``folded``, ``joined``, ``altered`` or ``absent``."""

    match: Literal["verbatim", "folded", "joined", "altered", "absent"]
    spans: tuple[Span, ...]
    marks: Literal["inside", "outside", "across"] | None = None
    foldings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it by the text, and whether that is the statement's speaker. ``source`` is an index of ``Report.sources``."""

    verdict: Literal["agrees", "differs", "unnamed", "nobody", "unclear"]
    source: int | None = None
    label: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The claim that has the words, and how to take them.

    ``claim`` is an index of ``Report.claims``. ``relay`` is the name of who passed it on, ``told_by`` those by whose account the speaker
    said so, the next one first.
    """

    claim: int
    force: str
    level: Level
    certainty: Certainty
    denied: bool
    relay: str | None = None
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Another place of the same words."""

    words: Words
    speaker: Speaker
    claim: Held | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim that shares so much of a paraphrase's words, above 0, to 1."""

    claim: int
    shared: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a text supports a statement. ``because`` names the reasons, ``why`` says them in sentences."""

    supported: bool
    words: Words
    speaker: Speaker
    claim: Held | None = None
    because: tuple[str, ...]
    why: tuple[str, ...]
    others: tuple[Occurrence, ...] = ()
    more: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The public document that a rule comes from."""

    title: str
    url: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule of a house found: what the house asks (``says``), the places, and what the article says and does not say (``why``)."""

    rule: str
    house: str
    severity: Literal["note", "warning", "error"]
    says: str
    citation: Citation
    spans: tuple[Span, ...]
    claims: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    why: str


class FlatRow(TypedDict):
    """A claim with everything that is known of it, in words. Offsets count code points, unless their names say otherwise."""

    claim: int
    words: str
    speaker: str | None
    kind: str | None
    level: Level
    source_words: str | None
    cue: str | None
    relay: str | None
    chain: tuple[str, ...]
    quotation: Quotation
    force: str
    certainty: Certainty
    polarity: Polarity
    terms: str | None
    reason: str | None
    confidence: float
    speaker_confidence: float
    within: int | None
    sentence: str | None
    start: int
    end: int
    start_byte: int
    end_byte: int
    start_utf16: int
    end_utf16: int
    standing: str | None
