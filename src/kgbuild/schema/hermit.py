"""The consistency check by HermiT, the OWL 2 DL reasoner that comes with owlready2 (needs Java)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import ReasonerError
from kgbuild.resources import ontology_folder
from kgbuild.schema.axioms import short
from kgbuild.schema.findings import Finding
from kgbuild.schema.loading import load_world, read_triples

__all__ = ["reason_with_hermit"]


def reason_with_hermit(folder: Path | None = None, data: Iterable[ox.Triple | ox.Quad] = ()) -> tuple[Finding, ...]:
    """Let HermiT reason over the ontology and data; nothing is found when they are consistent.

    Parameters
    ----------
    folder
        Holds ``kgbuild.ttl``; the ontology that comes with kgbuild when left out.
    data
        Statements to reason over with it.

    Raises
    ------
    ReasonerError
        There is no Java, or HermiT broke off.
    SchemaFileError
        The file is missing or is no Turtle.
    """
    if shutil.which("java") is None:
        raise ReasonerError("HermiT needs Java, and there is no `java` here")
    import owlready2
    from owlready2.base import OwlReadyInconsistentOntologyError, OwlReadyJavaError

    path = (folder if folder is not None else ontology_folder()) / "kgbuild.ttl"
    triples = [*read_triples(path), *(ox.Triple(t.subject, t.predicate, t.object) for t in data)]
    world = load_world(triples)
    try:
        with world.get_ontology("https://w3id.org/kgbuild/inferred#"):
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except OwlReadyInconsistentOntologyError:
        return (Finding("HermiT", path.name, "the ontology and the data contradict each other"),)
    except OwlReadyJavaError as error:
        raise ReasonerError(f"HermiT broke off: {str(error).strip().splitlines()[-1]}") from error
    return tuple(
        Finding("HermiT", short(term.iri), "nothing can be of this class")
        for term in sorted(world.inconsistent_classes(), key=lambda term: str(term.iri))
        if term is not owlready2.Nothing
    )
