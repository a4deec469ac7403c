"""What the ontology says is found in texts: new event types, new weapons, and no types that it lacks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.report import Report
from kgbuild.resources import ontology_folder

POISONING = """
kgb:Poisoning a owl:Class ;
    rdfs:subClassOf kgb:Attack ;
    rdfs:label "poisoning"@en , "تسميم"@ar ;
    rdfs:comment "An attack by poison."@en , "هجوم بالسم."@ar ;
    kgb:triggerVerb "سمم"@ar , "دس السم"@ar ;
    kgb:triggerNoun "تسميم"@ar , "عملية تسميم"@ar .
"""
SLINGSHOT = """
kgb:Slingshot a kgb:WeaponType ;
    rdfs:label "slingshot"@en , "مقلاع"@ar ;
    kgb:triggerNoun "مقلاع"@ar , "مقاليع"@ar .
"""
MakeDocument = Callable[..., Any]


@pytest.fixture
def read_with(tmp_path: Path, document_of: MakeDocument) -> Callable[[str, str], Report]:
    """Reads a text with an ontology that has more in it."""

    def read(added: str, text: str) -> Report:
        folder = tmp_path / "ontology"
        shutil.copytree(ontology_folder(), folder)
        with (folder / "kgbuild.ttl").open("a", encoding="utf-8") as stream:
            stream.write(added)
        (report,) = extract([document_of(text)], load_pipeline(ontology=folder))
        return report

    return read


@pytest.mark.parametrize(
    "text",
    [
        "سمم مسلحون من تنظيم داعش بئر مياه للبيشمركة في قرية قرب سنجار يوم الاثنين.",
        "أدت عملية تسميم استهدفت حاجزا للشرطة الاتحادية في الحويجة يوم الاثنين إلى مقتل خمسة من عناصرها.",
        "دس عناصر تنظيم داعش السم في طعام مقاتلي البيشمركة في مدينة سنجار يوم الاثنين.",
    ],
    ids=["verb", "noun", "verb and object apart"],
)
def test_a_new_subclass_of_attack_is_extracted(
    text: str, read_with: Callable[[str, str], Report], report_of: Callable[..., Report]
) -> None:
    assert all(claim.type != "Poisoning" for claim in report_of(text).claims)
    (claim,) = read_with(POISONING, text).claims
    assert claim.type == "Poisoning"
    assert claim.time is not None
    assert claim.time.start.isoformat() == "2020-03-16"
    assert claim.factuality == "asserted"


def test_a_new_weapon_is_extracted(read_with: Callable[[str, str], Report], report_of: Callable[..., Report]) -> None:
    text = "هاجم محتجون بالمقاليع حاجزا للجيش الإسرائيلي قرب مدينة نابلس يوم الاثنين."
    (before,) = report_of(text).claims
    (claim,) = read_with(SLINGSHOT, text).claims
    assert [weapon.kind for weapon in before.weapons] == []
    assert [(weapon.kind, weapon.surface) for weapon in claim.weapons] == [("Slingshot", "المقاليع")]
    assert (claim.type, claim.trigger) == (before.type, before.trigger)


def test_a_new_word_for_an_old_type(read_with: Callable[[str, str], Report], report_of: Callable[..., Report]) -> None:
    text = "أمطرت مدفعية قوات النظام بلدة سرمين يوم الاثنين."
    assert report_of(text).claims == ()
    (claim,) = read_with('\nkgb:Shelling kgb:triggerVerb "أمطر"@ar .\n', text).claims
    assert claim.type == "Shelling"


def test_a_type_without_its_words_is_not_extracted(tmp_path: Path, document_of: MakeDocument) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology_folder(), folder)
    path = folder / "kgbuild.ttl"
    written = path.read_text(encoding="utf-8")
    block = re.search(r"^kgb:Abduction a owl:Class ;.*?\.\n\n", written, re.MULTILINE | re.DOTALL)
    assert block is not None
    bare = re.sub(r" ;\s+kgb:trigger(Verb|Noun)\s[^;]*?(?= ;| \.\n)", "", block[0])
    assert "trigger" not in bare
    path.write_text(written.replace(block[0], bare), encoding="utf-8")
    text = "اختطف مسلحون من تنظيم داعش ثلاثة مدنيين من مدينة الحويجة يوم الاثنين."
    (usual,) = extract([document_of(text)], load_pipeline())
    (report,) = extract([document_of(text)], load_pipeline(ontology=folder))
    assert [claim.type for claim in usual.claims] == ["Abduction"]
    assert [claim.type for claim in report.claims if claim.type == "Abduction"] == []
