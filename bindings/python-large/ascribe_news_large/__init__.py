"""The larger model of ``ascribe_news``: ``ascribe_news.Analyzer(model=ascribe_news_large.WEIGHTS)`` reads with it."""

from pathlib import Path

__all__ = ["WEIGHTS"]

WEIGHTS: Path = Path(__file__).with_name("news-en.bin")
"""The file of weights, of 20 MB. ``MODEL_CARD.md`` beside it says what it was made from, and how well it reads."""
