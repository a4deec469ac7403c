"""The ontology as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.schema import ClassTerm, PropertyTerm, Schema, Trigger, WeaponTerm
    from kgbuild.schema.terms import Term

__all__ = ["ontology_page"]

_HEAD = """# The ontology

Written by `kgbuild ontology docs` from `ontology/kgbuild.ttl`; do not edit by hand. Version {version}, <{iri}>.
"""


def ontology_page(schema: Schema) -> str:
    """Describe classes, properties and weapon types, with labels in Arabic and English.

    Examples
    --------
    >>> from kgbuild.schema import load_schema
    >>> "| `AirStrike` |" in ontology_page(load_schema())
    True
    """
    return "\n".join(_lines(schema)) + "\n"


def _lines(schema: Schema) -> Iterator[str]:
    yield _HEAD.format(version=schema.version, iri=schema.iri)
    yield "## Classes\n"
    yield "| class | below | English | Arabic | meaning | trigger words | codes |\n|---|---|---|---|---|---|---|"
    yield from (_class(schema.classes[name]) for name in sorted(schema.classes))
    for kind, title in (("object", "Object"), ("data", "Data"), ("annotation", "Annotation")):
        yield f"\n## {title} properties\n"
        yield "| property | English | Arabic | meaning | of → to | axioms |\n|---|---|---|---|---|---|"
        yield from (_property(term) for _, term in sorted(schema.properties.items()) if term.kind == kind)
    yield "\n## Weapon types\n"
    yield "| type | English | Arabic | trigger words |\n|---|---|---|---|"
    yield from (_weapon(schema.weapons[name]) for name in sorted(schema.weapons))


def _class(term: ClassTerm) -> str:
    codes = ", ".join(f"{scheme}: {code}" for scheme, code in term.codes)
    below = ", ".join(f"`{name}`" for name in term.parents)
    return _row(f"`{term.name}`", below, *_words(term), _triggers(term.triggers), codes)


def _property(term: PropertyTerm) -> str:
    axioms = [f"below `{name}`" for name in sorted(term.superproperties)]
    axioms += [f"inverse of `{term.inverse}`"] if term.inverse else []
    axioms += [name for name in ("transitive", "symmetric", "functional") if getattr(term, name)]
    ends = f"{_ends(term.domain)} → {_ends(term.range)}" if term.domain or term.range else ""
    return _row(f"`{term.name}`", *_words(term), ends, ", ".join(axioms))


def _weapon(term: WeaponTerm) -> str:
    return _row(f"`{term.name}`", term.label("en") or "", term.label("ar") or "", _triggers(term.triggers))


def _words(term: Term) -> tuple[str, str, str]:
    return term.label("en") or "", term.label("ar") or "", term.comment("en") or ""


def _triggers(triggers: Iterable[Trigger]) -> str:
    return "، ".join(dict.fromkeys(trigger.phrase for trigger in triggers))


def _ends(names: tuple[str, ...]) -> str:
    return ", ".join(f"<{name}>" if ":" in name else f"`{name}`" for name in names) or "anything"


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
