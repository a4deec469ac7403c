"""IRIs of everything that kgbuild names; the table in docs/architecture.md is their specification."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from kgbuild.arabic import fold
from kgbuild.arabic.span import Span

__all__ = ["BASE", "Identifiers", "segment"]

BASE: Final = "https://w3id.org/kgbuild/id/"

_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def segment(name: str) -> str:
    """Percent-encode a name to one segment of an IRI.

    Examples
    --------
    >>> segment("reports/a b.txt")
    'reports%2Fa%20b.txt'
    >>> segment("..")
    '%2E%2E'
    """
    return name.replace(".", "%2E") if name in (".", "..") else quote(name, safe="")


def _entity_name(name: str) -> str:
    """Fold the spelling, drop punctuation, join the words with ``_``; a name of punctuation only stays as it is."""
    return segment(_NOT_A_WORD.sub(" ", fold(name)).strip().replace(" ", "_") or name)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Makes IRIs under one base.

    Parameters
    ----------
    base
        What every IRI starts with; ends in ``/``.

    Examples
    --------
    >>> ids = Identifiers()
    >>> ids.claim("my:17", 0, Span(10, 15))
    'https://w3id.org/kgbuild/id/claim/my%3A17/0/10-15'
    >>> ids.claim("my:17", 0, Span(10, 15), 1)
    'https://w3id.org/kgbuild/id/claim/my%3A17/0/10-15-1'
    >>> ids.document_id(ids.document_graph("my:17"))
    'my:17'
    """

    base: str = BASE

    def document(self, document_id: str) -> str:
        """IRI of a document."""
        return f"{self.base}document/{segment(document_id)}"

    def document_graph(self, document_id: str) -> str:
        """IRI of the named graph that holds what a document says."""
        return f"{self.base}graph/document/{segment(document_id)}"

    def document_id(self, graph: str) -> str | None:
        """Id of the document that a named graph belongs to, or ``None`` for the other graphs."""
        prefix = f"{self.base}graph/document/"
        return unquote(graph.removeprefix(prefix)) if graph.startswith(prefix) else None

    def graph(self, name: str) -> str:
        """IRI of ``ontology``, ``knowledge``, ``events``, ``inferred``, ``corrections`` or ``log``."""
        return f"{self.base}graph/{name}"

    def article(self, document_id: str, number: int) -> str:
        """IRI of an article of a document."""
        return f"{self.document(document_id)}/article/{number}"

    def claim(self, document_id: str, article: int, trigger: Span, ordinal: int = 0) -> str:
        """IRI of an event claim."""
        return f"{self.base}claim/{self._tail(document_id, article, trigger, ordinal)}"

    def event(self, document_id: str, article: int, trigger: Span, ordinal: int = 0) -> str:
        """IRI of a claim's candidate event."""
        return f"{self.base}event/{self._tail(document_id, article, trigger, ordinal)}"

    def relation(self, document_id: str, article: int, trigger: Span, ordinal: int = 0) -> str:
        """IRI of a relation claim."""
        return f"{self.base}relation/{self._tail(document_id, article, trigger, ordinal)}"

    def unidentified_actor(self, name: str) -> str:
        """IRI of an actor that the knowledge base does not know, by its Arabic name.

        Examples
        --------
        >>> Identifiers().unidentified_actor("كتيبة الفجر") == Identifiers().unidentified_actor("كَتيبه الفجر")
        True
        """
        return f"{self.base}actor/unidentified/{_entity_name(name)}"

    def unidentified_place(self, name: str) -> str:
        """IRI of a place that the knowledge base does not know, by its Arabic name."""
        return f"{self.base}place/unidentified/{_entity_name(name)}"

    def unidentified_person(self, document_id: str, name: str) -> str:
        """IRI of a person without identity: people of one name in two documents are not the same person."""
        return f"{self.base}person/unidentified/{segment(document_id)}/{_entity_name(name)}"

    def extractor(self, name: str) -> str:
        """IRI of the software that made a claim, its version included."""
        return f"{self.base}agent/{segment(name)}"

    def prefixes(self) -> dict[str, str]:
        """Prefixes of the things under the base that people read."""
        return {"actor": f"{self.base}actor/", "kgbid": self.base, "place": f"{self.base}place/"}

    @staticmethod
    def _tail(document_id: str, article: int, trigger: Span, ordinal: int) -> str:
        tail = f"{segment(document_id)}/{article}/{trigger.start}-{trigger.end}"
        return f"{tail}-{ordinal}" if ordinal else tail
