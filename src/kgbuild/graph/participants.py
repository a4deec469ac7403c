"""Actors, places and persons of a document as nodes: known ones by reference, unidentified ones described."""

from __future__ import annotations

from kgbuild.extraction.report import Participant
from kgbuild.graph.background import Background
from kgbuild.graph.identifiers import Identifiers
from kgbuild.graph.phrasing import LANGUAGES, Language, fill, whole_quotes
from kgbuild.graph.triples import TripleCollector
from kgbuild.graph.vocabulary import KGB

__all__ = ["Participants", "participant_iri", "participant_label"]


def participant_iri(participant: Participant, document_id: str, ids: Identifiers, background: Background) -> str:
    """IRI of a participant: of the known entity, else made from its name (and the document, for a person)."""
    if participant.iri is not None:
        return participant.iri
    classes = background.superclasses(KGB(participant.kind).value)
    if KGB.Person.value in classes:
        return ids.unidentified_person(document_id, participant.name)
    if KGB.Place.value in classes:
        return ids.unidentified_place(participant.name)
    return ids.unidentified_actor(participant.name)


def participant_label(participant: Participant, background: Background, language: Language) -> str:
    """Name of a participant in a language; the name in the text where nothing better is known."""
    known = background.label(participant.iri, language) if participant.iri else None
    return known or whole_quotes(participant.name)


class Participants:
    """Gives the participants of one document their IRIs and describes the unidentified ones once."""

    def __init__(self, document_id: str, ids: Identifiers, background: Background, collector: TripleCollector) -> None:
        self._document_id = document_id
        self._ids = ids
        self._background = background
        self._out = collector

    def iri(self, participant: Participant) -> str:
        """Return the participant's IRI; an unidentified one is described in the document's graph."""
        iri = participant_iri(participant, self._document_id, self._ids, self._background)
        if participant.iri is None:
            self._describe(iri, participant)
        return iri

    def label(self, participant: Participant, language: Language) -> str:
        """Name of a participant in a language."""
        return participant_label(participant, self._background, language)

    def _describe(self, iri: str, participant: Participant) -> None:
        kind = KGB(participant.kind)
        self._out.type(iri, kind)
        self._out.value(iri, KGB.identified, False)
        self._out.labels(
            iri,
            {
                language: fill(
                    language,
                    "unidentified",
                    name=whole_quotes(participant.name),
                    kind=(self._background.label(kind.value, language) or participant.kind).lower(),
                )
                for language in LANGUAGES
            },
        )
        if participant.within is not None:
            self._out.link(iri, KGB.locatedIn, participant.within)
