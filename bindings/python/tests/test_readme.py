"""The code in the README and in the documentation runs, and prints what stands there."""

import doctest
from pathlib import Path

import ascribe_news
import pytest
from ascribe_news import _analyzer, _report

README = Path(__file__).parents[1] / "README.md"


def test_the_readme_runs() -> None:
    import datetime

    failed, tried = doctest.testfile(str(README), module_relative=False, globs={"datetime": datetime}, encoding="utf-8")
    assert tried > 25 and failed == 0


@pytest.mark.parametrize("module", [ascribe_news, _analyzer, _report])
def test_the_documentation_runs(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried > 2 and failed == 0
