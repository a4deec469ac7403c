"""The language, without a domain: spelling, sentences, numbers, dates, joined particles."""

from kgbuild.arabic.clitics import CliticSplit, SuffixSplit, clitics, suffixes
from kgbuild.arabic.dates import DateKind, DateMatch, dates
from kgbuild.arabic.normalise import Normalised, fold, holds_arabic, normalise
from kgbuild.arabic.numbers import NumberContext, NumberKind, NumberMatch, numbers
from kgbuild.arabic.ordinals import OrdinalMatch, ordinals
from kgbuild.arabic.persons import GrammaticalNumber, PersonNoun, person_noun
from kgbuild.arabic.sentences import sentences
from kgbuild.arabic.span import Span

__all__ = [
    "CliticSplit",
    "DateKind",
    "DateMatch",
    "GrammaticalNumber",
    "Normalised",
    "NumberContext",
    "NumberKind",
    "NumberMatch",
    "OrdinalMatch",
    "PersonNoun",
    "Span",
    "SuffixSplit",
    "clitics",
    "dates",
    "fold",
    "holds_arabic",
    "normalise",
    "numbers",
    "ordinals",
    "person_noun",
    "sentences",
    "suffixes",
]
