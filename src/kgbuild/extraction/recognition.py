"""The recogniser behind the mentions component: knowledge names first, then what descriptors and titles introduce."""

from __future__ import annotations

from kgbuild.extraction import anaphora, facilities, groups, names, unknown_names, weapons
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.schema import Schema

__all__ = ["Recogniser"]


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
        unknown_names.find_actors(board, self._linker)
        unknown_names.find_people(board)
        groups.find_groups(board, self._linker)
        weapons.find_carriers(board, self._linker)
        facilities.find_facilities(board, self._linker)
        anaphora.take_up_actors(board, self._linker)
        anaphora.take_up_places(board)
        anaphora.find_nationalities(board, self._linker)
        weapons.find_weapons(board)
        return list(board)
