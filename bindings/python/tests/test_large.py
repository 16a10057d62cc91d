"""The package of the larger model."""

import hashlib
from pathlib import Path

import ascribe_news
import ascribe_news_large

TEXT = "“We will close the bridge on Friday,” a city official told Reuters. Mayor Ann Lee denied it."


def test_the_package_has_the_weights_of_the_repository() -> None:
    repository = Path(__file__).parents[3] / "crates/transformer/weights/news-en.bin"
    digest = hashlib.sha256(repository.read_bytes()).hexdigest()
    assert hashlib.sha256(ascribe_news_large.WEIGHTS.read_bytes()).hexdigest() == digest
    assert ascribe_news_large.WEIGHTS.with_name("MODEL_CARD.md").is_file()


def test_an_analyzer_reads_with_it() -> None:
    larger = ascribe_news.Analyzer(model=ascribe_news_large.WEIGHTS).analyze(TEXT)
    inside = ascribe_news.analyze(TEXT)
    assert [claim.speaker for claim in larger.claims] == ["a city official", "Ann Lee"]
    assert larger.made_by != inside.made_by
