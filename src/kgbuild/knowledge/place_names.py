"""Names of places as lists of places write them: cleaned, and one spelling for each that is matched differently."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from kgbuild.arabic.normalise import fold

__all__ = ["GIVEN_NAMES", "arabic_names", "english_label", "holds_arabic_name", "is_risky"]

_WORDS = tomllib.loads((Path(__file__).parent / "place_names.toml").read_text(encoding="utf-8"))
_KINDS = frozenset(map(fold, _WORDS["kinds"]["words"]))
_AREAS = frozenset(map(fold, _WORDS["areas"]["words"]))
_WHOLE = tuple(_WORDS["whole_names"]["english"])
GIVEN_NAMES = frozenset(map(fold, _WORDS["given_names"]["words"]))

_PLAIN = re.compile(r"[\u0621-\u063a\u0641-\u064a -]+")
_ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0671-\u06d3 -]+")
# Persian and Urdu shapes of letters that Arabic has; other letters of these languages stay.
_LETTERS = str.maketrans("یېکڪۀہھۃ", "ييككهههة")
# Kurdish and Uyghur write vowels: such a spelling is no Arabic one.
_VOWELS = re.compile("[ەۆێڕڵۇۈۋۅۉ]")
# What Arabic letters sound like, to find the spelling that an English label writes.
_SOUNDS = str.maketrans(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئپچژگڤٹڈڑںء",
    "abttjhkddrzssssttagfqklmnhwyyhaaawypcjgvtdrn'",
)


def english_label(name: str) -> str:
    """Return a name in plain Latin letters.

    Examples
    --------
    >>> english_label("Al Qāmishlī")
    'Al Qamishli'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    for letter, latin in (("‘", "'"), ("’", "'"), ("ʼ", "'"), ("ı", "i"), ("ø", "o"), ("ł", "l")):
        plain = plain.replace(letter, latin)
    return " ".join("".join(c for c in plain if c.isascii()).split())


def holds_arabic_name(text: str) -> bool:
    """Whether a text is a name in Arabic letters, as far as to its first comma or bracket."""
    return _ARABIC_NAME.fullmatch(_cleaned(text)) is not None


def arabic_names(names: Iterable[str], english: str = "") -> list[str]:
    """Return the Arabic spellings among names, one for each that is matched differently.

    Kind words that a list writes into a name (ناحية، قرية) are taken off; names of the area around (محافظة، حي), and
    names without the article beside the same with it, are left out.

    Parameters
    ----------
    names
        Names in any language.
    english
        The name in Latin letters; of the spellings in plain Arabic letters the one that sounds most like it comes
        first.

    Examples
    --------
    >>> arabic_names(["Qārah", "ناحية قارة", "قاره", "دير عطية"], "Qarah")
    ['قارة', 'دير عطية']
    """
    found: dict[str, str] = {}
    for name in names:
        written = _cleaned(name)
        if not written or _VOWELS.search(name) or not _ARABIC_NAME.fullmatch(written):
            continue
        words = written.split(" ")
        if fold(words[0]) in _AREAS:
            continue
        while len(words) > 1 and fold(words[0]) in _KINDS and not english.startswith(_WHOLE):
            words = words[1:]
        written = " ".join(words)
        if len(fold(written).removeprefix("ال")) >= 2:
            found.setdefault(fold(written), written)
    for key in [key for key in found if "ال" + key in found]:
        del found[key]  # a name that may have the article is written with it
    if not english:
        return list(found.values())
    sound = re.sub(r"[ '-]", "", english.casefold())

    def likeness(name: str) -> float:
        return SequenceMatcher(None, name.replace(" ", "").translate(_SOUNDS), sound).ratio()

    return sorted(found.values(), key=lambda name: (not _PLAIN.fullmatch(name), -round(likeness(name), 3), name))


def is_risky(name: str) -> bool:
    """Whether a place's name may be a common word or a person's: one word, or a given name in front.

    Examples
    --------
    >>> is_risky("الحارة"), is_risky("محمد آباد"), is_risky("خربة غزالة")
    (True, True, False)
    """
    words = fold(name).split(" ")
    return len(words) == 1 or words[0] in GIVEN_NAMES or words[0] == "عبد"


def _cleaned(name: str) -> str:
    written = re.split(r"[،,(/]", name)[0].translate(_LETTERS)
    written = "".join(c for c in written if unicodedata.category(c) not in ("Mn", "Cf") and c != "ـ")
    return re.sub(r"^ال ", "ال", " ".join(written.split()))
