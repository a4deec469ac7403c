"""spaCy's Arabic tokenizer with the punctuation of real newspapers.

The stock rules leave ``الملكي”.`` and ``و«النصرة`` whole; quotation marks, brackets, slashes and Arabic punctuation
are split off wherever they stand. Proclitics stay on their word (the lexicon takes them off when it looks a word up).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

__all__ = ["HASHTAG", "create_tokenizer"]

HASHTAG = "#_"
"""Characters that write words as a hashtag (``#الجيش_الفلاني``): they are no words, and nothing ends at them."""

_MARKS = r"[«»“”„‟‘’‹›\"'`´(){}\[\]<>،؛؟,;:!?…*#=|/\\﴾﴿٪%–—_~+]"
_PREFIXES = [_MARKS, r"\.+", r"[-‐‑‒]"]
_SUFFIXES = [_MARKS, r"\.+", r"[-‐‑‒]"]
# Between a number's digits a comma, point or slash is part of the number or date.
_INFIXES = [
    r"[«»“”„‟‘’‹›\"'`´(){}\[\]<>،؛؟;!?…*#=|\\﴾﴿–—_~+]",
    r"(?<=[^\d٠-٩])[,/:٪%]|[,/:٪%](?=[^\d٠-٩])",
    # A point ends a sentence where a word of two letters or more stands beside it; أ.ف.ب and د.ب.أ stay whole.
    r"(?<=[^\d٠-٩\s.]{2})\.+(?=[^\d٠-٩.])|(?<=[^\d٠-٩\s.])\.+(?=[^\d٠-٩\s.]{2})",
    r"(?<=[^\d٠-٩])-|-(?=[^\d٠-٩])",
    r"(?<=[ء-ي])(?=[\d٠-٩])|(?<=[\d٠-٩])(?=[ء-ي])",
    r"\.{2,}",
]


@registry.tokenizers("kgbuild.ArabicTokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the tokenizer (registered as ``kgbuild.ArabicTokenizer.v1``).

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("ar")
    >>> nlp.tokenizer = create_tokenizer()(nlp)
    >>> [token.text for token in nlp("و«النصرة» الملكي”.")]
    ['و', '«', 'النصرة', '»', 'الملكي', '”', '.']
    """

    def build(nlp: Language) -> Tokenizer:
        return Tokenizer(
            nlp.vocab,
            prefix_search=compile_prefix_regex(_PREFIXES).search,
            suffix_search=compile_suffix_regex(_SUFFIXES).search,
            infix_finditer=compile_infix_regex(_INFIXES).finditer,
        )

    return build
