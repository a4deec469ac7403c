"""Dumps for sharing: without the reports' text, and without the names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeVar

import pyoxigraph as ox

from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import KGB, OA, RDFS

__all__ = ["PersonRedaction", "without_text"]

_T = TypeVar("_T")
_TEXT: Final = frozenset((KGB.text, KGB.sentence, KGB.statedReason, OA.exact, OA.prefix, OA.suffix))
_REPLACEMENT: Final = {"ar": "شخص", "en": "a person"}


def without_text(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Leave out the text of documents, sentences, quotes and stated reasons; names and numbers stay."""
    return [triple for triple in triples if triple.predicate not in _TEXT]


class PersonRedaction:
    """Replaces the persons that the knowledge base does not know by numbers, and their names by ‘a person’.

    Known persons are public figures and stay. The text of the reports goes too, since it holds the names.

    Parameters
    ----------
    graphs
        The triples of every graph that will be redacted, for the persons and names in them.
    ids
        Makes the IRIs.
    """

    def __init__(self, graphs: Iterable[Iterable[ox.Triple]], ids: Identifiers) -> None:
        prefix = f"{ids.base}person/unidentified/"
        persons: set[str] = set()
        names: set[str] = set()
        for triples in graphs:
            held = list(triples)
            mentions = {t.subject for t in held if t.predicate == KGB.refersTo and _under(t.object, prefix)}
            for triple in held:
                subject, value = triple.subject, triple.object
                if isinstance(subject, ox.NamedNode) and subject.value.startswith(prefix):
                    persons.add(subject.value)
                    if triple.predicate == RDFS.label and isinstance(value, ox.Literal) and value.language == "ar":
                        names.add(value.value)
                elif triple.predicate == KGB.surface and subject in mentions and isinstance(value, ox.Literal):
                    names.add(value.value)
        self._iris = {iri: self._numbered(iri, number, prefix, ids) for number, iri in enumerate(sorted(persons), 1)}
        alternatives = sorted(filter(None, names), key=lambda name: (-len(name), name))
        self._names = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, alternatives)) + r")(?!\w)") if names else None

    def apply(self, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
        """Redact the triples of one graph."""
        return [
            ox.Triple(self._node(triple.subject), triple.predicate, self._literal(self._node(triple.object)))
            for triple in without_text(triples)
        ]

    @staticmethod
    def _numbered(iri: str, number: int, prefix: str, ids: Identifiers) -> str:
        document = iri.removeprefix(prefix).partition("/")[0]
        return f"{ids.base}person/redacted/{document}/{number}"

    def _node(self, term: _T) -> _T | ox.NamedNode:
        if isinstance(term, ox.NamedNode) and term.value in self._iris:
            return ox.NamedNode(self._iris[term.value])
        return term

    def _literal(self, term: _T) -> _T | ox.Literal:
        if isinstance(term, ox.Literal) and self._names is not None and self._names.search(term.value):
            language = term.language
            text = self._names.sub(_REPLACEMENT.get(language or "ar", _REPLACEMENT["ar"]), term.value)
            return ox.Literal(text, language=language) if language else ox.Literal(text, datatype=term.datatype)
        return term


def _under(term: object, prefix: str) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(prefix)
