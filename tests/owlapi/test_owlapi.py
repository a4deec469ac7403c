"""What the OWL API says of Turtle files: it is the parser that Protégé uses.

Debian and Ubuntu: ``apt install libowlapi-java default-jdk-headless``. Without them the tests are skipped and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgbuild.cli import main
from kgbuild.resources import ontology_folder
from kgbuild.schema import reason_with_hermit

#: Folder of the OWL API's and its dependencies' jars.
JARS = Path(os.environ.get("OWLAPI_JARS", "/usr/share/java"))

MISSING = [name for name in ("java", "javac") if shutil.which(name) is None]
MISSING += [] if list(JARS.glob("owlapi-api*.jar")) else ["libowlapi-java"]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"the OWL API check needs {', '.join(MISSING)}")

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

HEADER = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://example.org/o#> .
<https://example.org/o> a owl:Ontology .
"""
# Turtle, the word that the check prints
WRONG = {
    "undeclared property": (":a a owl:NamedIndividual ; :p :b .", "Undeclared"),
    "undeclared class": (":a a owl:NamedIndividual , :C .", "Undeclared"),
    "not DL": (
        ":p a owl:ObjectProperty , owl:TransitiveProperty , owl:IrreflexiveProperty .",
        "DL ",
    ),
    "half a restriction": (
        ":p a owl:ObjectProperty . :C a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#subClassOf>"
        " [ a owl:Restriction ; owl:onProperty :p ] .",
        "ERROR TERM",
    ),
    "a literal of an unknown datatype": (
        ':p a owl:DatatypeProperty . :a a owl:NamedIndividual ; :p "POINT(1 2)"^^:wkt .',
        "Undeclared",
    ),
}


@pytest.fixture(scope="session")
def owl_check(tmp_path_factory):
    classes = tmp_path_factory.mktemp("owlapi")
    source = Path(__file__).parent / "OwlCheck.java"
    subprocess.run(["javac", "-cp", f"{JARS}/*", "-d", classes, source], check=True)

    def check(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = ["java", "-cp", f"{JARS}/*:{classes}", "OwlCheck", *options, str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return check


def test_the_ontology_loads_and_is_owl_2_dl_and_rl(owl_check):
    result = owl_check(ontology_folder() / "kgbuild.ttl", "--rl")
    assert result.returncode == 0, result.stdout


def test_the_ontology_with_all_its_knowledge_is_owl_2_dl(owl_check, tmp_path):
    parts = [ontology_folder() / "kgbuild.ttl", *sorted(ontology_folder().glob("*/*.ttl"))]
    assert len(parts) > 1
    together = tmp_path / "together.ttl"
    together.write_text("\n".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    result = owl_check(together)
    assert result.returncode == 0, result.stdout[:2000]


def test_a_file_without_a_header_is_found(owl_check, tmp_path):
    path = tmp_path / "headless.ttl"
    path.write_text(HEADER.replace("<https://example.org/o> a owl:Ontology .", ":C a owl:Class ."), encoding="utf-8")
    assert "HEADER" in owl_check(path).stdout


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(name, owl_check, tmp_path):
    turtle, word = WRONG[name]
    path = tmp_path / "wrong.ttl"
    path.write_text(HEADER + turtle, encoding="utf-8")
    result = owl_check(path)
    assert result.returncode == 1
    assert word in result.stdout


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The reports of ``seeds/``, one of them as a page too, ingested."""
    folder = tmp_path_factory.mktemp("seeds")
    location, page = folder / "store", folder / "mayadin.html"
    lines = (SEEDS / "mayadin-strikes.txt").read_text(encoding="utf-8").splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines)
    page.write_text(f"<html><body><nav>الرئيسية</nav><article>{body}</article></body></html>", encoding="utf-8")
    result = CliRunner().invoke(main, ["ingest", str(SEEDS), str(page), "--store", str(location)])
    assert result.exit_code == 0, result.output
    return location


DUMPS = ["", "--all-knowledge", "--no-text", "--redact-persons"]


@pytest.mark.parametrize("options", DUMPS, ids=lambda options: options or "plain")
def test_a_dump_loads_as_protege_loads_it(options, owl_check, store, tmp_path):
    dump = tmp_path / "dump.ttl"
    result = CliRunner().invoke(main, ["dump", "--store", str(store), "-o", str(dump), *options.split()])
    assert result.exit_code == 0, result.output
    checked = owl_check(dump)
    assert checked.returncode == 0, checked.stdout[:2000]


def test_hermit_finds_a_dump_consistent(store, tmp_path):
    dump = tmp_path / "dump.nq"
    result = CliRunner().invoke(main, ["dump", "--store", str(store), "-o", str(dump)])
    assert result.exit_code == 0, result.output
    ontology = "<https://w3id.org/kgbuild/id/graph/ontology>"
    quads = [quad for quad in ox.parse(path=str(dump), format=ox.RdfFormat.N_QUADS) if str(quad.graph_name) != ontology]
    assert reason_with_hermit(data=quads) == ()


def test_shapes_and_ontology_find_nothing_wrong(store):
    result = CliRunner().invoke(main, ["validate", "--store", str(store)])
    assert result.exit_code == 0, result.output[:2000]


def test_events_claims_and_places_read_well_by_their_labels(store, tmp_path):
    """No label is an IRI, a hash or a number, and each is there in Arabic and in English."""
    dump = tmp_path / "dump.ttl"
    result = CliRunner().invoke(main, ["dump", "--store", str(store), "-o", str(dump)])
    assert result.exit_code == 0, result.output
    labels, told = defaultdict(dict), defaultdict(set)
    for quad in ox.parse(path=str(dump), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.endswith("#label"):
            labels[quad.subject.value][quad.object.language] = quad.object.value
        told[quad.subject.value].add(quad.predicate.value.rpartition("#")[2])
    for room in ("event", "claim", "place"):
        things = {iri: found for iri, found in labels.items() if f"/id/{room}/" in iri}
        assert things
        assert [iri for iri, found in things.items() if not {"ar", "en"} <= set(found)] == []
        assert [found for found in things.values() if "://" in found["en"] or not re.search("[ء-ي]", found["ar"])] == []
    everything = [text for found in labels.values() for text in found.values()]
    assert [text for text in everything if re.search(r"\b(\w{2,}) \1\b", text)] == [], "a word said twice"
    assert [text for text in everything if any(text.count(a) != text.count(b) for a, b in ("«»", "“”"))] == []
    claims = {iri: found for iri, found in labels.items() if re.search(r"/claim/[^/]+/\d+/[\d-]+$", iri)}
    nobody = {iri for iri in claims if "claimedAttacker" not in told[iri]}
    assert [
        found["en"] for iri, found in claims.items() if "unknown attacker" in found["en"] and iri not in nobody
    ] == []
    assert any("unknown attacker" in claims[iri]["en"] and "مهاجم مجهول" in claims[iri]["ar"] for iri in nobody)
    assert [
        found for iri, found in claims.items() if "toll" in told[iri] and not re.search(r"; [\w ]+ \d", found["en"])
    ] == []
