"""Which building or craft a deed hit, where the words tell it apart from all others of its kind."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.mentions import bare

__all__ = ["called_after_place", "named_by_kind", "one_craft", "one_site", "two_sites"]

_CRAFT = ("Aircraft", "Helicopter", "Warship")
_ADJECTIVE = ("ي", "يه")  # ``مسجد شيعي`` has no name
_KNOWN = frozenset(fold(word) for word in ("هجوم", "تفجير", "اعتداء", "مجزرة", "مذبحة", "عملية", "انفجار"))
_LINKS = frozenset(fold(word) for word in ("تابع", "تابعة", "خاص", "خاصة", "في", "من"))


def one_site(reading: Reading, left: Frame, right: Frame) -> bool:
    """``مسجد قوات الطوارئ`` and ``مسجد تابع للقوات``: a building of one kind, called after the same."""
    ours, theirs = _sites(reading, left), _sites(reading, right)
    return any(head == other and names & others for head, names in ours for other, others in theirs)


def two_sites(reading: Reading, left: Frame, right: Frame) -> bool:
    """Two buildings of one kind that are called after different things: ``كنيسة القديسين``, ``كنيسة مار جرجس``."""
    ours, theirs = _sites(reading, left), _sites(reading, right)
    alike = [(names, others) for head, names in ours for other, others in theirs if head == other]
    return any(names and others for names, others in alike) and not any(names & others for names, others in alike)


def one_craft(reading: Reading, left: Frame, right: Frame) -> bool:
    """``مروحية عسكرية`` and ``طائرة هليكوبتر``: a craft of one kind that was hit."""
    return bool(_craft(reading, left) & _craft(reading, right))


def named_by_kind(reading: Reading, left: Frame, right: Frame) -> bool:
    """``غارات على القاعدة العسكرية`` behind ``قاعدة كذا العسكرية``: the kind alone, with the article."""
    kinds = {_head(m) for m in right.places if m.type != "Country"} | {_head(m) for m in right.targets}
    return any(
        m.kind == "facility" and m.definite and m.owner is None and left.trigger.end <= m.start < left.end
        for m in reading.mentions
        if _head(m) in kinds
    )


def called_after_place(reading: Reading, frame: Frame) -> bool:
    """``مجزرة كذا``, ``هجوم كذا``: a single deed that goes by the name of the town, as one that was told before."""
    noun = frame.trigger
    if noun.pos != "noun" or noun.plural or noun.end - noun.start > 1 or noun.lemma not in _KNOWN:
        return False
    return not frame.tolls and any(
        m.start == noun.end and not m.preposition and m.type != "Country" for m in frame.places
    )


def _head(mention: Mention) -> str:
    """The kind word without what may be joined to it; where that is its own first letter, it goes from both alike."""
    words = _words(mention)
    return bare(words[0].lstrip("وبل")) if words else ""


def _sites(reading: Reading, frame: Frame) -> list[tuple[str, frozenset[str]]]:
    """Kind and naming words of the buildings that a frame speaks of."""
    hits = reading.hits
    inside = [m for m in reading.mentions if m.kind == "facility" and frame.start <= m.start < frame.end]
    found = []
    for mention in (*frame.targets, *inside):
        if mention.kind != "facility" or hits is None or not hits.any(mention.start, ("facilities.sites",)):
            continue
        rest = [word for word in _words(mention)[1:] if _definite(word) or not word.endswith(_ADJECTIVE)]
        names = frozenset(bare(word.removeprefix("لل").removeprefix("ل")) for word in rest) - _LINKS
        found.append((_head(mention), names if len(names) == 1 or any(map(_definite, rest)) else frozenset()))
    return found


def _definite(word: str) -> bool:
    return word.startswith(("ال", "لل"))


def _words(mention: Mention) -> list[str]:
    return [word for word in fold(mention.surface).replace("«", " ").replace("»", " ").split() if word.strip("\"'()")]


def _craft(reading: Reading, frame: Frame) -> set[str]:
    """Kinds of single craft among what a frame hit."""
    hits = reading.hits
    if hits is None:
        return set()
    found = (
        hits.at(m.start, "weapon")
        for m in frame.targets
        if m.kind == "facility" and not fold(m.surface.split()[0]).endswith("ات")
    )
    return {hit.category.rsplit(".", 1)[-1] for hit in found if hit is not None} & set(_CRAFT)
