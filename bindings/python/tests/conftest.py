"""What the tests share: the repository, its articles, and the library without Python."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from ascribe_news import Article

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]


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


def library(profile: str) -> Path:
    """A program over the library, without Python, compiled as the package is with this profile."""
    build = f"cargo build --locked --profile {profile} --example library --message-format json-render-diagnostics"
    # What maturin sets: nothing is linked to Python's library.
    environment = os.environ | {"PYO3_BUILD_EXTENSION_MODULE": "1"}
    done = subprocess.run(build.split(), cwd=HERE, env=environment, check=True, stdout=subprocess.PIPE)
    messages = map(json.loads, done.stdout.splitlines())
    [path] = [message["executable"] for message in messages if message.get("executable")]
    return Path(path)
