"""The language, without a domain: spelling, sentences, numbers, dates, joined particles."""

from kgbuild.arabic.clitics import CliticSplit, SuffixSplit, clitics, suffixes
from kgbuild.arabic.normalise import Normalised, fold, normalise
from kgbuild.arabic.sentences import sentences
from kgbuild.arabic.span import Span

__all__ = [
    "CliticSplit",
    "Normalised",
    "Span",
    "SuffixSplit",
    "clitics",
    "fold",
    "normalise",
    "sentences",
    "suffixes",
]
