"""What the OWL API says of Turtle files: it is the parser that Protégé uses.

Debian and Ubuntu: ``apt install libowlapi-java default-jdk-headless``. Without them the tests are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kgbuild.resources import ontology_folder

#: Folder of the OWL API's and its dependencies' jars.
JARS = Path(os.environ.get("OWLAPI_JARS", "/usr/share/java"))

MISSING = [name for name in ("java", "javac") if shutil.which(name) is None]
MISSING += [] if list(JARS.glob("owlapi-api*.jar")) else ["libowlapi-java"]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"the OWL API check needs {', '.join(MISSING)}")

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


@pytest.mark.skipif("KGBUILD_DUMP" not in os.environ, reason="KGBUILD_DUMP names no Turtle dump to check")
def test_the_dump_that_is_named_is_owl_2_dl(owl_check):
    result = owl_check(Path(os.environ["KGBUILD_DUMP"]))
    assert result.returncode == 0, result.stdout[:2000]
