"""Turtle that reads well: prefixes, one block a subject, ontology before knowledge before documents before claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any, Final

from rdflib import BNode, Graph
from rdflib.namespace import RDF, RDFS
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

__all__ = ["write_turtle"]

_DIGITS: Final = re.compile(r"(\d+)")


class _SectionedTurtle(TurtleSerializer):
    """rdflib's Turtle with the subjects in the order of sections, and in natural order within them."""

    def __init__(self, graph: Graph, sections: tuple[str, ...]) -> None:
        super().__init__(graph)
        self._sections = sections
        self.predicateOrder = [RDF.type, RDFS.label]

    def orderSubjects(self) -> list[Any]:  # noqa: N802 (the name is rdflib's)
        """Order the subjects by section; blank nodes that no other one holds come last."""
        subjects: Iterable[Node] = self._subjects
        return sorted(subjects, key=self._key)

    def _key(self, subject: Node) -> tuple[int, list[tuple[int, str]]]:
        if isinstance(subject, BNode):
            # A node that another one refers to is written inside that one, so that one has to come first.
            return len(self._sections) + 1 + (self._references[subject] > 0), [(0, str(subject))]
        iri = str(subject)
        section = next((i for i, prefix in enumerate(self._sections) if iri.startswith(prefix)), len(self._sections))
        parts = _DIGITS.split(iri)
        return section, [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def write_turtle(graph: Graph, output: IO[bytes], sections: Iterable[str]) -> None:
    """Write a graph as Turtle, byte for byte the same for the same triples.

    Parameters
    ----------
    graph
        Its blank nodes have names that do not change from run to run; its prefixes are those of the file.
    output
        Where to.
    sections
        Beginnings of IRIs, in the order in which their subjects come.
    """
    _SectionedTurtle(graph, tuple(sections)).serialize(output, spacious=True)
