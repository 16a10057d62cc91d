"""The component for spaCy."""

import spacy
from spacy.tokens import Doc, DocBin

TEXTS = [
    "“👩 It’s safe,” a city engineer said.",
    "Rates will rise on Monday, Ann Lee said the mayor said.",
    "Nobody spoke.",
]


def pipeline(**config: object) -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("ascribe", config=config)
    return nlp


def test_documents_have_reports() -> None:
    nlp = pipeline(options={"events": False}, threads=2)
    for text, doc in zip(TEXTS, nlp.pipe(TEXTS, batch_size=2), strict=True):
        report = doc._.ascribe
        assert report.text == text and report.events == ()
        contents = [part.of(text) for claim in report.claims for part in claim.content]
        assert [span.text for span in doc.spans["ascribe"]] == contents or "’" in text
        assert {span.label_ for span in doc.spans["ascribe"]} == {claim.level for claim in report.claims}
        for span in doc.spans["ascribe"]:
            assert report.claims[span.id] in span._.claims


def test_a_span_has_the_claims_that_it_touches() -> None:
    doc = pipeline()(TEXTS[0])
    [claim] = doc[:]._.claims
    assert doc[len(doc) - 2 :]._.claims == ()
    assert doc[:]._.speaker == claim.speaker == "a city engineer"
    assert doc[len(doc) - 2 :]._.speaker is None
    bare = spacy.blank("en")(TEXTS[0])
    assert bare._.ascribe is None and bare[:]._.claims == ()


def test_the_date_of_publication_is_known() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(TEXTS[1])
    doc._.published = "2024-03-14"
    assert nlp(doc)._.ascribe.times[0].start == "2024-03-18"


def test_documents_can_be_written() -> None:
    nlp = pipeline()
    docs = list(nlp.pipe(TEXTS))
    written = DocBin(store_user_data=True, docs=docs).to_bytes()
    again: list[Doc] = list(DocBin().from_bytes(written).get_docs(nlp.vocab))
    for doc, read in zip(docs, again, strict=True):
        assert read._.ascribe == doc._.ascribe
