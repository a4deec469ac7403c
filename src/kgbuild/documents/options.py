"""What a caller can tell the readers, and what they hand back when an input cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kgbuild.errors import KgbuildError, MappingError

__all__ = ["FIELDS", "ReadFailure", "ReadOptions", "parse_mapping"]

FIELDS = ("id", "title", "text", "published", "source", "url", "archive_url", "retrieved")
"""What a record or a row can say; each has a key of the same name unless a mapping renames it."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Parameters
    ----------
    mapping
        Field → key of JSON records and CSV columns, for fields whose key has another name (see `parse_mapping`).
    published, source
        Day of publication and outlet of every document that neither its record nor metadata.csv gives one.
    max_characters
        Longest text of one document, in code points; a longer one is a failure, and no reader holds more than a
        small multiple of it in memory.
    exclude
        Files and folders to leave out of named folders (the store, when it lies inside one).
    on_left_alone
        Called with each file of a named folder whose ending no reader knows, as the user would name it.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    published: date | None = None
    source: str | None = None
    max_characters: int = 5_000_000
    exclude: tuple[Path, ...] = ()
    on_left_alone: Callable[[str], None] = lambda path: None

    def key(self, name: str) -> str:
        """Return the key or column that holds field ``name``."""
        return self.mapping.get(name, name)


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input, or one record of it, that could not be read; the rest of the run goes on.

    ``origin`` names the file as the user gave it, and the record or line in it; ``error`` says what and what to do.
    """

    origin: str
    error: KgbuildError


def parse_mapping(text: str, fields: Sequence[str] = FIELDS) -> dict[str, str]:
    """Parse the value of ``--map``: ``field=key`` pairs joined by commas.

    Parameters
    ----------
    text
        The value.
    fields
        What may be mapped; the fields of documents when left out.

    Raises
    ------
    MappingError
        For a pair without ``=``, an unknown field, or a field named twice.

    Examples
    --------
    >>> parse_mapping("text=content,published=date_extracted")
    {'text': 'content', 'published': 'date_extracted'}
    """
    mapping: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, equals, key = (part.strip() for part in pair.partition("="))
        if not equals or not name or not key:
            raise MappingError(f"{pair!r} is no field=key pair")
        if name not in fields:
            raise MappingError(f"there is no field {name!r}", f"map one of {', '.join(fields)}")
        if name in mapping:
            raise MappingError(f"field {name!r} is mapped twice")
        mapping[name] = key
    return mapping
