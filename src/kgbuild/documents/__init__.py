"""Files and feeds in many formats → `Document`; multi-article files and boilerplate → `Article`."""

from kgbuild.documents.article import Article, Block, BlockKind
from kgbuild.documents.document import Document
from kgbuild.documents.options import ReadFailure, ReadOptions, parse_mapping
from kgbuild.documents.quotation import Quotation, Quotations
from kgbuild.documents.reading import read
from kgbuild.documents.segmentation import segment

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Document",
    "Quotation",
    "Quotations",
    "ReadFailure",
    "ReadOptions",
    "parse_mapping",
    "read",
    "segment",
]
