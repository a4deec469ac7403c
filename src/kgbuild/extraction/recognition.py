"""The recogniser behind the mentions component: knowledge names first, then what descriptors and titles introduce."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction import air_forces, anaphora, facilities, groups, names, row_names, unknown_names, weapons
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.homeland import take_up_country
from kgbuild.extraction.landmarks import tell_camps_apart
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.schema import Schema

__all__ = ["Recogniser"]

# Who acts and who is hit is read as a row with its first mention.
_PROCLITICS = "وفبلك"
_CHAINED = frozenset(word for role in ("agent", "target") for word in load_table("frames")["prepositions"][role])


def _with_adjectives(board: MentionBoard) -> list[Mention]:
    """The mentions; the name of a state that is spelt like its adjective belongs to the phrase that it ends.

    ``مسجد تابع لقوات الطوارئ السعودية``: what was hit is the mosque and no state.
    """
    rows: list[Mention] = []
    for mention in board:
        before, norm = (rows[-1] if rows else None), board.words[mention.start].norm
        if (
            before is not None
            and before.kind == "facility"
            and before.iri is None
            and before.end == mention.start
            and mention.type in ("State", "Country")
            and mention.end - mention.start == 1
            and not mention.preposition
            and norm.startswith("ال")
            and norm.endswith("ه")
            and board.words[before.end - 1].norm.lstrip(_PROCLITICS).startswith("ال")
        ):
            written = board.reading.text(mention.start, mention.end)
            name = f"{before.name} {written}" if before.name else ""
            rows[-1] = replace(before, end=mention.end, name=name, surface=f"{before.surface} {written}")
        else:
            rows.append(mention)
    return rows


def _coordinated(board: MentionBoard) -> list[Mention]:
    """The mentions; one that ``و`` joins to the mention right before it is led by the same preposition."""
    rows: list[Mention] = []
    for mention in _with_adjectives(board):
        before = rows[-1] if rows else None
        if (
            before is not None
            and before.preposition
            and before.preposition not in _CHAINED
            and not mention.preposition
            and mention.conjunction == "و"
            and before.kind == mention.kind
            and all(
                word.mark in ("quote", "comma") or word.norm == "و" for word in board.words[before.end : mention.start]
            )
        ):
            mention = replace(mention, preposition=before.preposition)
        elif _means(before, mention):
            mention = replace(mention, preposition="ب")
        elif (
            before is not None
            and before.kind == "facility"
            and before.owner is not None
            and mention.kind == "actor"
            and mention.conjunction == "و"
            and not mention.preposition
            and mention.start - before.end <= 1
        ):
            mention = replace(mention, preposition="ل")
        rows.append(mention)
    return rows


def _means(before: Mention | None, mention: Mention) -> bool:
    """``هجوم بسيارة مفخخة ومسلحين``: men joined to a weapon that ب leads stand behind the same ب."""
    return (
        before is not None
        and (before.kind, before.preposition, before.end) == ("weapon", "ب", mention.start)
        and (mention.kind, mention.preposition, mention.conjunction) == ("actor", "", "و")
        and not mention.definite
    )


class Recogniser:
    """Finds the mentions of one article.

    Parameters
    ----------
    schema
        The ontology: kinds, and the words that introduce them.
    linker
        Finds and identifies names of the knowledge base.
    """

    def __init__(self, schema: Schema, linker: Linker) -> None:
        self._schema = schema
        self._linker = linker

    def recognise(self, reading: Reading, hits: HitTable) -> list[Mention]:
        """Return the mentions in text order, not overlapping; fighters and facilities hold their owner inside.

        Each finder leaves the words alone that an earlier one took, and asks for the mentions that it found; sets the
        reading's country.

        Parameters
        ----------
        reading
            The article with its words, sentences and dates.
        hits
            The phrases found in it.
        """
        board = MentionBoard(reading, hits)
        names.take_dates(board)
        names.find_names(board, self._linker, self._schema)
        unknown_names.find_places(board, self._linker)
        row_names.find_row_names(board)
        unknown_names.find_actors(board, self._linker)
        unknown_names.find_people(board)
        anaphora.take_up_actors(board, self._linker)
        air_forces.find_air_forces(board, self._linker)
        groups.find_groups(board, self._linker)
        weapons.find_carriers(board, self._linker)
        facilities.find_facilities(board, self._linker)
        tell_camps_apart(board)
        anaphora.take_up_places(board, self._linker)
        take_up_country(board, self._linker)
        anaphora.take_up_short_names(board)
        anaphora.take_up_surnames(board, self._linker)
        anaphora.find_nationalities(board, self._linker)
        anaphora.find_second_nationalities(board, self._linker)
        weapons.find_weapons(board)
        return _coordinated(board)
