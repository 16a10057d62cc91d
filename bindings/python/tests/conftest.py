"""What the tests share: the articles of the corpus."""

import json
from pathlib import Path

import pytest
from ascribe_news import Article

from library import ROOT


def article(path: Path) -> Article:
    """An article of corpus/learn, with what its annotation says of it."""
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = path.read_bytes().decode()
    return Article(text, published=about.get("published"), outlet=about.get("outlet"))


@pytest.fixture(scope="session")
def learn() -> dict[str, Article]:
    """The articles of corpus/learn by their names."""
    found = {path.stem: article(path) for path in sorted((ROOT / "corpus/learn").glob("*.txt"))}
    assert len(found) > 300
    return found
