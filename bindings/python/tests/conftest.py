"""What the tests share: the repository, its articles, and the command."""

import json
import subprocess
from pathlib import Path

import pytest
from ascribe_news import Article

ROOT = Path(__file__).parents[3]


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


@pytest.fixture(scope="session")
def command() -> Path:
    """The command, as cargo builds it of these sources."""
    build = "cargo build -p ascribe-cli --message-format json-render-diagnostics".split()
    printed = subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = map(json.loads, printed.splitlines())
    [path] = [
        message["executable"]
        for message in messages
        if message["reason"] == "compiler-artifact" and message["executable"] and message["target"]["name"] == "ascribe"
    ]
    return Path(path)
