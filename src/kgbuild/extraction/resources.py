"""What every component asks: the ontology, the knowledge base and the phrase table made of both, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.util import registry

from kgbuild.extraction.lexicon import Lexicon, frame_entries, general_entries, trigger_entries
from kgbuild.extraction.linking import Linker
from kgbuild.knowledge import load_knowledge
from kgbuild.resources import ontology_folder
from kgbuild.schema import Schema, load_schema

__all__ = ["Resources", "create_resources", "load_resources"]


@dataclass(frozen=True, slots=True)
class Resources:
    """The ontology, the linker over the knowledge base, and the phrase table."""

    schema: Schema
    linker: Linker
    lexicon: Lexicon


@lru_cache(maxsize=4)
def load_resources(folder: Path) -> Resources:
    """Load the resources of an ontology folder."""
    schema = load_schema(folder)
    return Resources(schema, Linker(load_knowledge(folder)), Lexicon(_entries(schema)))


@registry.misc("kgbuild.Resources.v1")
def create_resources(ontology: str | None = None) -> Resources:
    """Load the resources (registered as ``kgbuild.Resources.v1``); ``ontology`` is a folder, kgbuild's own when left out."""
    return load_resources(Path(ontology).resolve() if ontology else ontology_folder())


def _entries(schema: Schema) -> list[tuple[str, str, str]]:
    entries = [*general_entries(), *frame_entries()]
    entries += trigger_entries(
        (cls.name, trigger.part_of_speech or "", trigger.text) for cls in schema.event_types for trigger in cls.triggers
    )
    for weapon in schema.weapon_types:
        entries += [(f"weapon.{weapon.name}", word, word) for word in weapon.triggers]
    for cls in schema.classes.values():
        room = "facility" if schema.is_a(cls.name, "Facility") else "place" if schema.is_a(cls.name, "Place") else "actor" if schema.is_a(cls.name, "Actor") else None
        if room:
            entries += [(f"descriptor.{room}.{cls.name}", word, word) for word in cls.descriptors]
    return entries
