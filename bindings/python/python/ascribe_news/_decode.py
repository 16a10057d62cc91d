"""Records from what the native module hands over: dicts, tuples, spans.

How a record is made is worked out from its annotations, once a class, so that ``_model`` is the one place that says what there is.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

Read = Callable[[Any], Any]

_READERS: dict[type, Read] = {}


def record(kind: type[T], given: Any) -> T:
    """A record of this class. What later versions add is left out; what is left out has its default."""
    made: T = _read(kind)(given)
    return made


def records(kind: type[T], given: tuple[Any, ...]) -> tuple[T, ...]:
    """Records of this class."""
    return tuple(map(_read(kind), given))


def _read(kind: type) -> Read:
    if kind not in _READERS:
        _READERS[kind] = _reader_of(kind)
    return _READERS[kind]


def _reader_of(kind: type) -> Read:
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    nested = {name: read for name in names if (read := _reader_for(hints[name])) is not None}

    def read_record(given: dict[str, Any]) -> Any:
        return kind(
            **{
                name: nested[name](value) if name in nested else value
                for name, value in given.items()
                if name in names
            }
        )

    return read_record


def _reader_for(hint: Any) -> Read | None:
    """How a value with this annotation is read; ``None`` where it stays as it is."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        read = _reader_for(arguments[0])
        return None if read is None else lambda given: tuple(map(read, given))
    if origin in (types.UnionType, typing.Union):
        reads = [read for argument in arguments if (read := _reader_for(argument)) is not None]
        if not reads:
            return None
        [only] = reads
        return lambda given: None if given is None else only(given)
    return _read(hint) if dataclasses.is_dataclass(hint) and isinstance(hint, type) else None
