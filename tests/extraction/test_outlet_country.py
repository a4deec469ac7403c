"""The country that an article's outlet sits in helps to tell whose common noun it is."""

from __future__ import annotations

import hashlib

import pytest

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.pipeline import extract, load_pipeline

_TEXT = "قال الجيش في بيان إن جنديين قتلا في انفجار لغم أمس."


@pytest.mark.parametrize(
    ("outlet", "army"),
    [
        ("An-Nahar", "lebanese-armed-forces"),
        ("صحيفة النهار اللبنانية", "lebanese-armed-forces"),
        ("صحيفة لا يعرفها أحد", None),
        (None, None),
    ],
)
def test_the_army_is_that_of_the_outlets_country(outlet: str | None, army: str | None) -> None:
    document = Document("a", _TEXT, "a", hashlib.sha256(_TEXT.encode()).hexdigest(), source=outlet)
    (report,) = extract([(document, segment(document))], load_pipeline("rules"))
    named = {mention.iri.rsplit("/", 1)[-1] for mention in report.mentions if mention.iri}
    assert named == ({army} if army else set())
