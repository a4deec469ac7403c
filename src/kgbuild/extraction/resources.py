"""What every component asks: the ontology, the knowledge base and the phrase table made of both, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.util import registry

from kgbuild.extraction.lexicon import Lexicon, frame_entries, general_entries, trigger_entries, weapon_entries
from kgbuild.extraction.linking import Linker
from kgbuild.knowledge import load_knowledge
from kgbuild.resources import ontology_folder
from kgbuild.schema import Schema, load_schema

__all__ = ["Resources", "create_resources", "load_resources", "phrases"]


@dataclass(frozen=True, slots=True)
class Resources:
    """The ontology, the linker over the knowledge base, and the phrase table."""

    schema: Schema
    linker: Linker
    lexicon: Lexicon


@lru_cache(maxsize=4)
def load_resources(folder: Path, own: tuple[Path, ...] = ()) -> Resources:
    """Load the resources of an ontology folder, with files of one's own actors and places."""
    schema = load_schema(folder)
    return Resources(schema, Linker(load_knowledge(folder, own)), Lexicon(_entries(schema)))


@registry.misc("kgbuild.Resources.v1")
def create_resources(ontology: str | None = None, own: Sequence[str] = ()) -> Resources:
    """Load the resources (registered as ``kgbuild.Resources.v1``).

    Parameters
    ----------
    ontology
        A folder of ontology and knowledge, else kgbuild's own.
    own
        Turtle files of further actors and places.
    """
    folder = Path(ontology).resolve() if ontology else ontology_folder()
    return load_resources(folder, tuple(Path(file).resolve() for file in own))


def phrases(schema: Schema) -> frozenset[str]:
    """Return the phrases of all word lists: words of the language of reports, which by themselves name no place."""
    return frozenset(phrase for _, _, phrase in _entries(schema))


def _entries(schema: Schema) -> list[tuple[str, str, str]]:
    entries = [*general_entries(), *frame_entries(), *trigger_entries(schema.event_triggers())]
    entries += weapon_entries((name, phrase) for name, _, phrase in schema.weapon_triggers())
    for name, word in schema.descriptors("Place"):
        room = "facility" if schema.is_a(name, "Facility") else "place"
        entries.append((f"descriptor.{room}.{name}", word, word))
    entries += [(f"descriptor.actor.{name}", word, word) for name, word in schema.descriptors("Actor")]
    return entries
