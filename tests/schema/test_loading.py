"""What load_schema reads in the ontology."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from kgbuild.arabic.normalise import fold
from kgbuild.errors import SchemaFileError
from kgbuild.resources import ontology_folder
from kgbuild.schema import load_schema
from kgbuild.schema.terms import Trigger

EVENT_TYPES = {
    "Abduction",
    "AirStrike",
    "Ambush",
    "ArmedClash",
    "Assassination",
    "Attack",
    "Bombing",
    "DroneStrike",
    "Execution",
    "Interception",
    "MissileStrike",
    "OtherViolence",
    "Raid",
    "Shelling",
    "SuicideBombing",
    "TerritorialChange",
}
NEW_TYPE = """
kgb:Ramming a owl:Class ; rdfs:subClassOf kgb:Attack ; rdfs:label "ramming"@en , "صدم"@ar ;
    rdfs:comment "A vehicle driven into people."@en , "صدم أناس بمركبة."@ar ;
    kgb:triggerVerb "صدم"@ar ; kgb:trigger "عملية صدم"@ar .
"""


@pytest.fixture(scope="module")
def schema():
    return load_schema()


def test_a_new_subclass_of_attack_shows_up_with_its_triggers(ontology_with):
    schema = load_schema(ontology_with(NEW_TYPE))
    assert schema.is_a("Ramming", "Attack")
    assert "Ramming" in {term.name for term in schema.event_types}
    assert schema.classes["Ramming"].triggers == (Trigger("صدم", "verb"), Trigger("عملية صدم", ""))
    assert ("Ramming", "verb", "صدم") in schema.event_triggers()
    assert "Ramming" not in load_schema().classes


def test_a_removed_axiom_is_gone(ontology_with):
    folder = ontology_with(
        replace=(
            "kgb:Militia a owl:Class ;\n    rdfs:subClassOf kgb:ArmedGroup",
            "kgb:Militia a owl:Class ;\n    rdfs:subClassOf kgb:Actor",
        )
    )
    assert load_schema().is_a("Militia", "ArmedGroup")
    assert not load_schema(folder).is_a("Militia", "ArmedGroup")


def test_every_event_type_of_the_design_is_there_with_triggers(schema):
    assert {term.name for term in schema.event_types} == EVENT_TYPES
    for term in schema.event_types:
        assert len(term.triggers) >= 15, term.name
        assert {scheme for scheme, _ in term.codes} == {"acled", "plover", "ucdp"}, term.name


@pytest.mark.parametrize("kind", ["classes", "properties", "weapons"])
def test_every_term_is_labelled_and_explained_in_both_languages(schema, kind):
    for term in getattr(schema, kind).values():
        assert term.label("ar"), term.name
        assert term.label("en"), term.name
        assert term.comment("ar"), term.name
        assert term.comment("en"), term.name


def test_triggers_are_arabic_and_no_phrase_names_two_types(schema):
    owner: dict[str, str] = {}
    for name, _, phrase in schema.event_triggers():
        assert phrase == phrase.strip()
        assert all("\u0600" <= letter <= "\u06ff" or letter == " " for letter in phrase), phrase
        assert owner.setdefault(fold(phrase), name) == name, phrase


def test_no_word_names_two_weapons(schema):
    owner: dict[str, str] = {}
    for name, _, phrase in schema.weapon_triggers():
        assert owner.setdefault(fold(phrase), name) == name, phrase


def test_weapons_are_many_and_have_words(schema):
    assert len(schema.weapons) >= 30
    assert all(term.triggers for term in schema.weapons.values())


@pytest.mark.parametrize(
    ("root", "pair"),
    [
        ("Place", ("Town", "بلدة")),
        ("Place", ("Crossing", "معبر")),
        ("Actor", ("Militia", "مليشيات")),
        ("Actor", ("StateForce", "جيش")),
    ],
)
def test_descriptors_tell_the_kind(schema, root, pair):
    assert pair in schema.descriptors(root)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["Attack", "DroneStrike", "AirStrike"], "DroneStrike"),
        (["Bombing", "SuicideBombing"], "SuicideBombing"),
        (["TerritorialChange", "ArmedClash"], "ArmedClash"),  # the deeper one
        (["Shelling", "Ambush"], "Shelling"),  # equally deep: the first
        (["Unheard"], "Unheard"),
    ],
)
def test_the_most_specific_class(schema, names, best):
    assert schema.most_specific(names) == best


def test_no_class_has_no_most_specific_one(schema):
    with pytest.raises(ValueError, match="at least one"):
        schema.most_specific([])


def test_properties_carry_their_axioms(schema):
    properties = schema.properties
    assert properties["locatedIn"].transitive
    assert properties["alliedWith"].symmetric
    assert properties["sha256"].functional
    assert properties["hasClaim"].inverse == "about"
    assert properties["about"].inverse == "hasClaim"
    assert properties["subordinateTo"].superproperties == {"affiliatedWith"}
    assert (properties["place"].domain, properties["place"].range) == (("Event",), ("Place",))
    assert properties["triggerNoun"].kind == "annotation"


def test_loading_does_not_depend_on_the_hash_seed(tmp_path):
    script = (
        "from kgbuild.schema import load_schema; s = load_schema(); "
        "print(s.event_triggers(), list(s.classes), s.descriptors('Place'), s.properties['place'])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_folder_without_ontology_says_so(tmp_path):
    with pytest.raises(SchemaFileError, match=r"kgbuild\.ttl"):
        load_schema(tmp_path)


def test_broken_turtle_names_the_file(ontology_with):
    with pytest.raises(SchemaFileError, match=r"kgbuild\.ttl"):
        load_schema(ontology_with("kgb:Broken a owl:Class"))


def test_the_catalogue_for_protege_names_files_that_are_there():
    root = ElementTree.parse(ontology_folder() / "catalog-v001.xml").getroot()
    uris = {element.attrib["name"]: element.attrib["uri"] for element in root}
    assert all((ontology_folder() / uri).is_file() for uri in uris.values())
    assert f"https://w3id.org/kgbuild/ontology/{load_schema().version}" in uris
