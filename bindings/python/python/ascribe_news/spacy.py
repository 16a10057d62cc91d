"""A component for spaCy, which must be installed: ``nlp.add_pipe("ascribe")``.

===========================  ====================================================================================
``doc._.ascribe``            the :class:`Report`; ``None`` before the component ran
``doc.spans["ascribe"]``     the contents of its claims, labelled with the level of who speaks, ``id`` the claim's index
``span._.claims``            the claims whose content has a character in common with the span
``span._.speaker``           the speaker of the innermost of these, ``None`` if there is none
``doc._.published``          set before the component runs: the date of publication
===========================  ====================================================================================

The report is kept as JSON in ``doc.user_data``, so that documents can be written, and handed to other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ._analyzer import Analyzer, Article
from ._model import Claim
from ._report import Report


# A document is asked many times, span by span, for what is read once.
@lru_cache(maxsize=64)
def _read(written: str, text: str) -> Report:
    return Report.from_json(written, text)


def _report(doc: Doc) -> Report | None:
    written = doc._.ascribe_json
    return None if written is None else _read(written, doc.text)


def _claims(span: Span) -> tuple[Claim, ...]:
    report = _report(span.doc)
    return () if report is None else report.claims_at(span.start_char, span.end_char)


def _speaker(span: Span) -> str | None:
    claims = _claims(span)
    return min(claims, key=lambda claim: len(claim.span)).speaker if claims else None


# Once, and not over those of somebody else: spaCy says so where a name is taken.
Doc.set_extension("ascribe_json", default=None)
Doc.set_extension("ascribe", getter=_report)
Doc.set_extension("published", default=None)
Span.set_extension("claims", getter=_claims)
Span.set_extension("speaker", getter=_speaker)


class Component:
    """Analyzes documents, several at a time in ``nlp.pipe``, on so many threads."""

    def __init__(self, options: dict[str, Any], threads: int | None) -> None:
        self._analyzer = Analyzer(**options)
        self._threads = threads

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            articles = [Article(doc.text, published=doc._.published) for doc in batch]
            reports = self._analyzer.analyze_many(articles, threads=self._threads)
            yield from map(_mark, batch, reports)


def _mark(doc: Doc, report: Report) -> Doc:
    doc._.ascribe_json = report.to_json()
    doc.spans["ascribe"] = [
        span
        for claim in report.claims
        for part in claim.content
        # Where spaCy's tokens end elsewhere, the words are widened to whole ones.
        if (span := doc.char_span(part.start, part.end, label=claim.level, span_id=claim.id, alignment_mode="expand"))
    ]
    return doc


@Language.factory("ascribe", default_config={"options": {}, "threads": None})
def create(
    nlp: Language, name: str, options: dict[str, Any], threads: int | None
) -> Component:
    """The component. ``options`` are those of :class:`Analyzer`; ``threads`` is the number of processors if ``None``."""
    return Component(options, threads)
