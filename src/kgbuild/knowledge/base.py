"""The knowledge base: its entities, where they lie, whom they belong to, and what they are called."""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.knowledge.alias_index import AliasIndex, AliasMatch
from kgbuild.knowledge.entity import Affiliation, Entity
from kgbuild.knowledge.gazetteer import GAZETTEER, with_gazetteer
from kgbuild.knowledge.name_forms import Spellings, exact_spellings, near_spellings
from kgbuild.knowledge.near_names import LETTERS
from kgbuild.knowledge.snapshot import Snapshot, SnapshotFile
from kgbuild.knowledge.turtle import KnowledgeData, read_turtle
from kgbuild.resources import ontology_folder

__all__ = ["KnowledgeBase", "load_knowledge", "snapshot_content"]

_SEPARATORS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘ʿʾ`]")
_ARTICLE = re.compile(r"^(?:(?:al|el|ad|an|as|ar|at|az|ash) |ال)")


class KnowledgeBase:
    """Actors and places with their names.

    Parameters
    ----------
    data
        What the files say.

    Examples
    --------
    >>> base = load_knowledge()
    >>> [base.entity(iri).label("en") for iri in base.ancestors(base.find("Fatemiyoun Brigade")[0].iri)][:3]
    ['IRGC Quds Force', 'Islamic Revolutionary Guard Corps', 'State of Iran']
    """

    def __init__(self, data: KnowledgeData) -> None:
        entities = {entity.iri: entity for entity in data.entities}
        freely = (entity for entity in entities.values() if _is_spelt_freely(entity, data.superclasses))
        self._fill(
            Snapshot(
                entities,
                data.affiliations,
                data.superclasses,
                Spellings(exact_spellings(entities.values()), near_spellings(freely)),
                _demonyms(entities.values()),
            )
        )

    @classmethod
    def restored(cls, snapshot: Snapshot) -> KnowledgeBase:
        """Return the knowledge base that a snapshot was taken of."""
        base = cls.__new__(cls)
        base._fill(snapshot)
        return base

    def _fill(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._entities, self._superclasses = snapshot.entities, snapshot.superclasses
        self.affiliations: tuple[Affiliation, ...] = snapshot.affiliations
        self._index = AliasIndex(snapshot.entities, snapshot.spellings)

    def snapshot(self) -> Snapshot:
        """Return what the knowledge base is made of."""
        return self._snapshot

    @cached_property
    def _curated(self) -> _NameTable:
        """Made when a name is looked up: reading text needs the index alone."""
        return _NameTable(entity for entity in self._entities.values() if not entity.listed)

    @cached_property
    def _listed(self) -> _NameTable:
        """Made when a place is looked up that is not curated: most work looks up actors."""
        return _NameTable(entity for entity in self._entities.values() if entity.listed)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by IRI."""
        return tuple(self._entities.values())

    def entity(self, iri: str) -> Entity:
        """Return the entity with an IRI; ``KeyError`` when the knowledge base does not know it."""
        return self._entities[iri]

    def __contains__(self, iri: object) -> bool:
        """Whether an IRI is an entity of the knowledge base."""
        return iri in self._entities

    def is_a(self, kind: str, wanted: str) -> bool:
        """Whether a class is another one or below it (local names)."""
        return kind == wanted or wanted in self._superclasses.get(kind, ())

    def match(self, text: str) -> list[AliasMatch]:
        """Return the names of actors and places in a text, in text order, not overlapping.

        Long names of places and forces are found, too, where one letter of them is written differently.
        """
        return self._index.match(text)

    def find(self, name: str, kinds: Collection[str] | None = None) -> list[Entity]:
        """Return the entities that bear a name in any language, script case or spelling, by IRI.

        Labels, aliases, acronyms and nicknames count before names that stand for something else (the capital for
        the government) and before names without their article, and curated entities before places of the gazetteer.

        Parameters
        ----------
        name
            The name as a person types it.
        kinds
            Class names that the entity must be of, or below; any when left out.

        Examples
        --------
        >>> sorted(e.kind for e in load_knowledge().find("deir ezzor", ("Place",)))
        ['City', 'Governorate']
        """
        places = kinds is None or any(self.is_a(kind, "Place") or self.is_a("Place", kind) for kind in kinds)
        key = _key(name)
        for table in (self._curated, self._listed) if places else (self._curated,):
            for found in table.find(key):
                entities = [self._entities[iri] for iri in found]
                if kinds is not None:
                    entities = [entity for entity in entities if any(self.is_a(entity.kind, kind) for kind in kinds)]
                if entities:
                    return entities
        return []

    def demonym(self, word: str) -> str | None:
        """Return the IRI of the state that an adjective (with or without article and ending) means.

        Examples
        --------
        >>> load_knowledge().demonym("الإيرانيين")
        'https://w3id.org/kgbuild/id/actor/state-of-iran'
        """
        folded = fold(word)
        for stem in (folded, folded.removeprefix("ال")):
            for ending in ("", "ين", "ون", "ات", "تين", "تان", "ان", "ه"):
                if ending and not stem.endswith(ending):
                    continue
                state = self._snapshot.demonyms.get(stem.removesuffix(ending))
                if state:
                    return state
        return None

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """Return what a place lies in, or whom an actor belongs to, nearest first, the entity itself excluded."""
        seen: dict[str, None] = {}
        level = [iri]
        while level:
            above = [
                parent
                for child in level
                if child in self._entities
                for parent in self._entities[child].parents
                if parent not in seen and parent != iri
            ]
            seen.update(dict.fromkeys(above))
            level = list(dict.fromkeys(above))
        return tuple(seen)

    def within(self, place: str, container: str) -> bool:
        """Whether a place is another one or lies inside it (IRIs)."""
        return place == container or container in self.ancestors(place)


class _NameTable:
    """IRIs of entities by their folded names, and by names that only come second."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.exact: dict[str, list[str]] = {}
        self.indirect: dict[str, list[str]] = {}
        for entity in entities:
            for name in entity.names:
                if name.role == "demonym":
                    continue
                table = self.indirect if name.role in ("metonym", "generic") else self.exact
                key = _key(name.text)
                _append(table, key, entity.iri)
                bare = _ARTICLE.sub("", key)
                if bare != key:
                    _append(self.indirect, bare, entity.iri)

    def find(self, key: str) -> Iterator[list[str]]:
        """Yield the sorted IRIs that bear a name, what comes second after what comes first."""
        for table, wanted in ((self.exact, key), (self.indirect, key), (self.exact, _ARTICLE.sub("", key))):
            yield sorted(table.get(wanted, ()))


def load_knowledge(
    folder: Path | None = None, extra: Sequence[Path] = (), gazetteer: Path | None = GAZETTEER
) -> KnowledgeBase:
    """Load the actors and places.

    Parameters
    ----------
    folder
        Holds ``actors/`` and ``places/``, and ``kgbuild.ttl`` with the class tree; the ontology that comes with
        kgbuild when left out.
    extra
        More Turtle files of actors and places, such as a project's own.
    gazetteer
        The list of populated places that complete the files; the one that comes with kgbuild when left out, none
        when ``None``. Of a country that the files do not know nothing is taken.

    Raises
    ------
    KnowledgeFileError
        A file is missing or is no Turtle.
    """
    return _loaded(*_files(folder, extra, gazetteer))


def snapshot_content() -> bytes:
    """Return the snapshot of the knowledge that comes with kgbuild as the wheel carries it."""
    files = _files(None, (), GAZETTEER)
    kept = SnapshotFile(_named(*files))
    return kept.content(_loaded(*files).snapshot())


def _files(
    folder: Path | None, extra: Sequence[Path], gazetteer: Path | None
) -> tuple[tuple[_Stamped, ...], _Stamped | None, _Stamped | None]:
    root = folder if folder is not None else ontology_folder()
    actors, places = sorted((root / "actors").glob("*.ttl")), sorted((root / "places").glob("*.ttl"))
    ontology = root / "kgbuild.ttl"
    return (
        tuple(_Stamped.of(file) for file in (*actors, *places, *extra)),
        _Stamped.of(ontology) if ontology.is_file() else None,
        _Stamped.of(gazetteer) if gazetteer is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A file, and its size and time of change: an edited file is another one. Without them the file is missing."""

    path: Path
    size: int = -1
    changed: int = -1

    @staticmethod
    def of(path: Path) -> _Stamped:
        path = path.resolve()
        try:
            status = path.stat()
        except OSError:
            return _Stamped(path)
        return _Stamped(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=2)
def _loaded(files: tuple[_Stamped, ...], ontology: _Stamped | None, gazetteer: _Stamped | None) -> KnowledgeBase:
    """Read the files, or their snapshot; within one process only once as long as none of them changes."""
    with _collector_paused():
        kept = SnapshotFile(_named(files, ontology, gazetteer))
        snapshot = kept.read()
        if snapshot is not None:
            return KnowledgeBase.restored(snapshot)
        data = read_turtle([file.path for file in files], ontology.path if ontology else None)
        base = KnowledgeBase(with_gazetteer(data, gazetteer.path) if gazetteer else data)
        kept.write(base.snapshot())
        return base


def _named(
    files: tuple[_Stamped, ...], ontology: _Stamped | None, gazetteer: _Stamped | None
) -> Iterator[tuple[str, Path]]:
    """The files, each with what it serves as."""
    for use, group in (("entities", files), ("ontology", (ontology,)), ("gazetteer", (gazetteer,))):
        yield from ((use, file.path) for file in group if file)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Look for no garbage meanwhile, nor later among what is there then: all of some hundred thousand objects stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def _is_spelt_freely(entity: Entity, superclasses: Mapping[str, frozenset[str]]) -> bool:
    """Whether a long name of it may differ from the text by one letter."""
    kinds = {entity.kind, *superclasses.get(entity.kind, ())}
    return not kinds.isdisjoint(LETTERS["kinds"]) and kinds.isdisjoint(LETTERS["not_kinds"])


def _demonyms(entities: Iterable[Entity]) -> dict[str, str]:
    """IRIs of states by their folded adjectives."""
    found: dict[str, str] = {}
    for entity in entities:
        for name in entity.names:
            if name.role == "demonym":
                found.setdefault(fold(name.text), entity.iri)
    return found


def _append(table: dict[str, list[str]], key: str, iri: str) -> None:
    iris = table.setdefault(key, [])
    if iri not in iris:
        iris.append(iri)


def _key(name: str) -> str:
    """Fold a name for look-up: no case, no accents, hyphens as spaces, apostrophes left out."""
    plain = _APOSTROPHES.sub("", fold(name).casefold())
    decomposed = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_SEPARATORS.sub(" ", decomposed).split())
