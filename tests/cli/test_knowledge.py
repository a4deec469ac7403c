"""Making actors and places known, as a person does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kgbuild = Callable[..., Result]

REPORT = (
    "قالت مصادر محلية إن كتيبة أنصار السرو قصفت أمس بقذائف الهاون قرية الدغيلبة في محافظة درعا، "
    "ما أدى إلى مقتل ثلاثة مدنيين."
)
ACTOR = """@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/kgbuild/id/actor/ansar-al-sarw> a kgb:Militia ;
    rdfs:label "كتيبة أنصار السرو"@ar , "Ansar al-Sarw Battalion"@en .
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "shelling.txt").write_text(REPORT, encoding="utf-8")
    return folder


def events(kgbuild: Kgbuild) -> list[dict[str, list[dict[str, str]]]]:
    done = kgbuild("export", "events", "--format", "jsonl")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def attackers(kgbuild: Kgbuild) -> list[str]:
    return [participant["label_en"] for event in events(kgbuild) for participant in event["attackers"]]


def test_a_file_makes_a_stored_name_known(kgbuild: Kgbuild, reports: Path, tmp_path: Path) -> None:
    assert kgbuild("ingest", "--published", "2018-02-21", "reports").exit_code == 0
    assert attackers(kgbuild) == ["كتيبة أنصار السرو (unidentified armed group)"]
    (tmp_path / "mine.ttl").write_text(ACTOR, encoding="utf-8")
    done = kgbuild("knowledge", "add", "mine.ttl")
    assert done.stdout == "1 name in 1 document identified\n"
    assert attackers(kgbuild) == ["Ansar al-Sarw Battalion"]
    assert kgbuild("validate").exit_code == 0
    asked = kgbuild("query", "attacks-by-actor", "-p", "actor=Ansar al-Sarw Battalion", "--format", "jsonl")
    assert len(asked.stdout.splitlines()) == 1
    assert "Ansar" not in kgbuild("query", "unidentified-actors").stdout
    labels = kgbuild("dump").stdout
    assert "Ansar al-Sarw Battalion" in labels
    assert "unidentified armed group" not in labels


def test_options_make_a_place_known(kgbuild: Kgbuild, reports: Path) -> None:
    kgbuild("ingest", "--published", "2018-02-21", "reports")
    done = kgbuild(
        *("knowledge", "add", "--name", "الدغيلبة", "--english", "al-Dughaylba", "--kind", "Village"),
        *("--within", "Daraa Governorate", "--country", "Syria", "--at", "32.71,36.02"),
    )
    assert done.exit_code == 0, done.output
    (event,) = events(kgbuild)
    assert [place["label_en"] for place in event["places"]] == ["al-Dughaylba", "Daraa Governorate"]
    assert (event["places"][0]["lat"], event["places"][0]["lon"]) == (32.71, 36.02)
    assert kgbuild("validate").exit_code == 0


def test_a_place_that_becomes_known_lies_where_its_entry_says(kgbuild: Kgbuild, tmp_path: Path) -> None:
    text = "قصف الجيش السوري قرية الدغيلبة شمال مدينة درعا أمس الثلاثاء، ما أدى إلى مقتل ثلاثة."
    (tmp_path / "north.txt").write_text(text, encoding="utf-8")
    kgbuild("ingest", "--published", "2018-02-21", "north.txt")
    (event,) = events(kgbuild)
    assert event["places"][0]["lat"] is not None
    kgbuild(
        *("knowledge", "add", "--name", "الدغيلبة", "--english", "al-Dughaylba", "--kind", "Village"),
        *("--within", "Daraa Governorate", "--country", "Syria", "--at", "32.71,36.02"),
    )
    (event,) = events(kgbuild)
    assert (event["places"][0]["lat"], event["places"][0]["lon"]) == (32.71, 36.02)
    assert kgbuild("validate").exit_code == 0


def test_the_store_keeps_what_an_ingest_was_given(kgbuild: Kgbuild, reports: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.ttl").write_text(ACTOR, encoding="utf-8")
    assert kgbuild("ingest", "--published", "2018-02-21", "--knowledge", "own", "reports").exit_code == 0
    assert attackers(kgbuild) == ["Ansar al-Sarw Battalion"]
    again = kgbuild("ingest", "--published", "2018-02-21", "reports")
    assert "1 unchanged" in again.stdout


def test_extract_knows_them_too(kgbuild: Kgbuild, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.ttl").write_text(ACTOR, encoding="utf-8")
    done = kgbuild("extract", "--published", "2018-02-21", "--knowledge", "own", "--format", "jsonl", "reports")
    assert "Ansar al-Sarw Battalion" in done.stdout


def test_a_wrong_file_is_refused_whole(kgbuild: Kgbuild, reports: Path, tmp_path: Path) -> None:
    kgbuild("ingest", "--published", "2018-02-21", "reports")
    (tmp_path / "good.ttl").write_text(ACTOR, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(ACTOR.replace("Militia", "Milita").replace("ansar", "asnar"), encoding="utf-8")
    done = kgbuild("knowledge", "add", "good.ttl", "bad.ttl")
    assert done.exit_code == 1
    assert "KGB402" in done.stderr
    assert "bad.ttl:3: actor/asnar-al-sarw kgb:Milita is no class of actors or places" in done.stderr
    assert attackers(kgbuild) == ["كتيبة أنصار السرو (unidentified armed group)"]
    assert kgbuild("knowledge", "check", "bad.ttl").exit_code == 1
    assert kgbuild("knowledge", "check", "good.ttl").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give FILE.ttl, or --name"),
        (("--name", "كتيبة أنصار السرو"), "--name needs --english and --kind"),
        (("--name", "س ص", "--english", "S", "--kind", "Village", "--at", "95,12"), "no place on earth"),
    ],
)
def test_wrong_usage(kgbuild: Kgbuild, arguments: tuple[str, ...], told: str) -> None:
    done = kgbuild("knowledge", "add", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_name_that_nothing_bears(kgbuild: Kgbuild, reports: Path) -> None:
    kgbuild("ingest", "reports")
    done = kgbuild(
        *("knowledge", "add", "--name", "الدغيلبة", "--english", "D", "--kind", "Village", "--within", "Nowhereistan")
    )
    assert done.exit_code == 2
    assert "nothing known bears the name 'Nowhereistan'" in done.stderr
