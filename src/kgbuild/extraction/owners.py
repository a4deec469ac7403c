"""Whose fighters, planes and posts they are: what stands behind the word for them."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.arabic.clitics import suffixes
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words

__all__ = ["Complement", "complement_of", "joined_pronoun", "owner_at", "owner_of_joined", "owner_of_pronoun"]

_GAP = 4  # adjectives and the like between a word and its owner at most
_ADJECTIVES = name_words("adjectives")
_PRONOUNS = ("لهم", "لها", "له")
_PROCLITICS = "وفبلك"
_RELATIVES = {"الذي": "ه", "التي": "ها", "الذين": "هم"}
_RELATIVE_REACH = 5  # words from a relative pronoun to the thing of whom it takes up: الذي تعرضت مواقعه لقصف
_COLLECTIVES = ("جيش", "شرطه", "قوات", "قوه", "مقاومه", "الجيش")
_FEMININE = ("كتائب", "سرايا", "الويه", "وحدات", "فصائل", "عصائب", "جبهه")
_BOUND_LEADERS = name_words("bound_leaders")
_SUBORDINATORS = name_words("subordinators")


@dataclass(frozen=True, slots=True)
class Complement:
    """What completes a word for people, carriers or facilities.

    Parameters
    ----------
    end
        Where it ends.
    owner
        The actor or leader that they belong to.
    demonym
        The state that an adjective names (``قوات تركية``).
    loose
        Whether an adjective says that they are unknown or of no body (``مسلحون مجهولون``).
    allied
        Whether an adjective says that they only side with the owner (``قوات رديفة للجيش``).
    """

    end: int
    owner: Mention | None = None
    demonym: str | None = None
    loose: bool = False
    allied: bool = False


def complement_of(board: MentionBoard, linker: Linker, position: int) -> Complement:
    """Return what stands from a word on: adjectives, then an owner in construct, with من / ل / تابع ل or في."""
    bound = _bound_leader(board, position)
    if bound is not None:
        return Complement(bound.end, bound)
    demonym, loose, allied, end, certain = None, False, False, position, position
    for _ in range(_GAP):
        owner = owner_at(board, end)
        if owner and (state := _adjective_of_state(board, linker, position, owner)) is not None:
            return Complement(owner.end, None, state, loose)
        if owner:
            return Complement(owner.end, owner, demonym, loose, allied)
        if end > position and _suspicion_behind_comma(board, end):
            end += 1
            continue
        if not board.plain(end):
            break
        stem = bare(board.words[end].norm)
        if state := linker.demonym(stem) or linker.demonym(stem.removesuffix("ا")):
            demonym = state
        elif board.hits.any(end, ("people.loose", "certainty.unknown_actor")):
            loose = True
        elif not (stem in _ADJECTIVES or _suspicion(board, end, position)):
            break
        allied = allied or board.hits.any(end, ("people.allied",))
        certain = end + 1 if certain == end and not _suspicion(board, end, position) else certain
        end += 1
    return Complement(certain, None, demonym, loose)


def _bound_leader(board: MentionBoard, position: int) -> Mention | None:
    """``قوات حليفهم فلان``: whose forces they are stands behind the word that binds him to the party before."""
    if not board.plain(position) or board.words[position].norm not in _BOUND_LEADERS:
        return None
    leader = board.following(position + 1, ("person", "actor"))
    return leader if leader is not None and not leader.preposition and not leader.conjunction else None


def _adjective_of_state(board: MentionBoard, linker: Linker, position: int, owner: Mention) -> str | None:
    """``قوات كردية سورية``: behind an adjective the name of a state that is spelt like its adjective is one too."""
    norm = board.words[owner.start].norm
    if owner.start == position or owner.type != "State" or owner.end - owner.start > 1 or not norm.endswith("ه"):
        return None
    indefinite = not board.words[owner.start - 1].norm.startswith("ال")
    return linker.demonym(norm) if indefinite and not owner.preposition else None


def _suspicion_behind_comma(board: MentionBoard, position: int) -> bool:
    following = position + 1
    if following >= len(board.words) or board.words[position].mark != "comma":
        return False
    suspected = board.hits.at(following, "certainty.suspected")
    return suspected is not None and not suspected.conjunction


def _suspicion(board: MentionBoard, position: int, start: int) -> bool:
    """``يعتقد أنهم من تنظيم كذا``."""
    if board.hits.any(position, ("certainty.suspected",)):
        return True
    return position > start and board.words[position].norm in _SUBORDINATORS


def owner_of_pronoun(board: MentionBoard, head: int, position: int) -> tuple[int, Mention] | None:
    """``نقطة تابعة لهم``, ``تجمع لها``: where the pronoun ends, and the last party before that it agrees with.

    Parameters
    ----------
    board
        The words of the article and the mentions found so far.
    head
        The word for the thing that is owned.
    position
        The word behind the thing and its adjectives.
    """
    at = position
    link = board.hits.at(at, "facilities.owners")
    if link is not None and link.end < len(board.words):
        at = link.end
    if at >= len(board.words) or board.words[at].norm not in _PRONOUNS:
        return None
    start = board.reading.sentences[board.reading.sentence_at(head)].start
    for party in board.before(head, start):
        if party.kind == "actor" and (party.owner or party).iri and _agrees(board, party, board.words[at].norm):
            return at + 1, party.owner or party
    return None


def joined_pronoun(board: MentionBoard, hit: Hit) -> str:
    """The pronoun on the last word of a phrase (``مواقعه``, ``مقراتها``); empty for none."""
    norm, entry = board.words[hit.end - 1].norm, fold(hit.value).split(" ")[-1]
    if norm.endswith(entry):
        return ""
    return next((split.pronoun for split in suffixes(norm) if split.pronoun and split.stem.endswith(entry)), "")


def owner_of_joined(board: MentionBoard, head: int, pronoun: str) -> Mention | None:
    """Whom the pronoun on a thing takes up for sure.

    ``كذا الذي قصفت مواقعه``, ``قالت كذا إن مقراتها تعرضت لقصف``, ``صد كذا هجوما استهدف مواقعه``.
    """
    start = board.reading.sentences[board.reading.sentence_at(head)].start
    for at in range(head - 1, max(start, head - _RELATIVE_REACH) - 1, -1):
        if _RELATIVES.get(board.words[at].norm) == pronoun:
            party = next((m for m in board.before(at, start)), None)
            near = (
                party is not None
                and party.kind == "actor"
                and not any(w.mark == "" for w in board.words[party.end : at])
            )
            return (party.owner or party) if party is not None and near else None
        if board.at(at) is not None:
            break
    for party in board.before(head, start):
        if party.kind != "actor" or not party.start or not (party.owner or party).iri:
            continue
        said = board.hits.any(party.start - 1, ("reporting.verbs",)) and not party.preposition
        opened = any(board.hits.any(at, ("complementizers",)) for at in range(party.end, head))
        defends = any(board.hits.any(at, ("verb.repel", "verb.suffer")) for at in range(party.end, head))
        fits = _agrees(board, party, f"ل{pronoun}")
        return (party.owner or party) if fits and ((said and opened) or (defends and not party.preposition)) else None
    return None


def _agrees(board: MentionBoard, party: Mention, pronoun: str) -> bool:
    """Whether ``لهم`` may take up a party that is told as several men, ``لها`` a feminine, ``له`` a masculine."""
    words = [bare(word.norm.lstrip(_PROCLITICS)) for word in board.words[party.start : party.end] if not word.mark]
    head, last = bare(board.words[party.start].norm.removeprefix("و")), words[-1]
    men = board.hits.any(party.start, ("people.fighters",)) and not head.endswith(("ه", "ات"))
    plural = head.endswith(("ين", "ون")) or (men and head not in _COLLECTIVES) or (men and last.endswith(("ين", "ون")))
    if pronoun == "لهم":
        return plural
    if pronoun == "لها":
        return not plural and (head.endswith(("ه", "ات", "ا")) or head in _FEMININE)
    return not plural and not head.endswith(("ه", "ات")) and head not in _FEMININE


def owner_at(board: MentionBoard, position: int) -> Mention | None:
    """Return the owner that stands at a word: itself, behind a possessive phrase, or behind من / في and fighters."""
    direct = board.following(position, ("actor", "person"))
    if direct and direct.preposition in ("", "ل") and not direct.conjunction:
        return direct
    after = _past_link(board, position)
    owner = None if after is None else board.following(after, ("actor", "person"))
    return owner if owner and not owner.conjunction else None


def _past_link(board: MentionBoard, position: int) -> int | None:
    """Where an owner stands behind a possessive phrase or a preposition; ``None`` without one of these."""
    link = board.hits.at(position, "facilities.owners")
    if link:
        return link.end
    if position >= len(board.words) or board.words[position].norm not in ("من", "في"):
        return None
    group = board.hits.at(position + 1, "people.fighters", "people.pronouns_of_side")
    return group.end if group and board.free(group.start, group.end) else position + 1
