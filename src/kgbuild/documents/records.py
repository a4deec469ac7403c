"""From a record (a JSON object, a table row, a file's text) to a `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kgbuild.documents.description import Description, describe
from kgbuild.documents.document import Document
from kgbuild.documents.options import ReadOptions
from kgbuild.errors import EmptyDocumentError, EncodingError, MissingKeyError, NotARecordError, TextTooLongError

__all__ = ["document_from_record", "document_from_text"]


def document_from_text(
    identifier: str,
    text: str,
    origin: str,
    description: Description,
    media_type: str,
    options: ReadOptions,
) -> Document:
    """Make a document of a text and what is known about it.

    Raises
    ------
    EmptyDocumentError, TextTooLongError, EncodingError
        When the text is blank, too long, or holds a byte that is not of its encoding or half a surrogate pair.

    Examples
    --------
    >>> document_from_text("a.txt", "نص", "a.txt", Description(), "text/plain", ReadOptions()).sha256[:8]
    'e01176c2'
    """
    if len(text) > options.max_characters:
        raise TextTooLongError(f"its text has {len(text)} characters, more than {options.max_characters}")
    if not text.strip():
        raise EmptyDocumentError("there is no text in it")
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise EncodingError(f"character {error.start} of its text cannot be decoded") from None
    known = description.completed(Description(published=options.published, source=options.source))
    return Document(
        id=identifier,
        text=text,
        origin=origin,
        sha256=digest,
        title=known.title,
        published=known.published,
        published_origin=known.published_origin,
        source=known.source,
        url=known.url,
        archive_url=known.archive_url,
        retrieved=known.retrieved,
        media_type=media_type,
    )


def document_from_record(
    record: object,
    fallback_id: str,
    origin: str,
    side: Description,
    media_type: str,
    options: ReadOptions,
) -> Document:
    """Make a document of a record with the keys that ``options`` name; ``side`` fills what it leaves open.

    Raises
    ------
    NotARecordError
        When it is no object.
    MissingKeyError
        When the key of the text is missing or no string.
    BadDateError, EmptyDocumentError, TextTooLongError, EncodingError
        As their names say.

    Examples
    --------
    >>> record = {"id": 7, "text": "نص", "published": "2018-02-21"}
    >>> document_from_record(record, "f.jsonl:0", "f.jsonl", Description(), "application/json", ReadOptions()).id
    '7'
    """
    if not isinstance(record, Mapping):
        raise NotARecordError(f"{_kind(record)} stands where a record should")
    key = options.key("text")
    text = record.get(key)
    if not isinstance(text, str):
        keys = ", ".join(str(k) for k in list(record)[:12])
        if key in record:
            raise MissingKeyError(f"key {key!r} holds {_kind(text)}", "give the report's text there, as a string")
        raise MissingKeyError(f"key {key!r} is missing; its keys are: {keys or 'none'}")
    given = record.get(options.key("id"))
    usable = isinstance(given, (str, int)) and not isinstance(given, bool)
    identifier = str(given).strip() if usable else ""
    if any("\ud800" <= c <= "\udfff" for c in identifier):
        raise EncodingError(f"its {options.key('id')!r} cannot be decoded")
    description = describe(record, options).completed(side)
    return document_from_text(identifier or fallback_id, text, origin, description, media_type, options)


def _kind(value: object) -> str:
    names = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")
