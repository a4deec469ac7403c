"""The ontology through owlready2, as frozen descriptions; checks of its profile and consistency."""

from __future__ import annotations

from kgbuild.schema.consistency import check_consistency
from kgbuild.schema.findings import Finding
from kgbuild.schema.hermit import reason_with_hermit
from kgbuild.schema.loading import load_schema
from kgbuild.schema.profile import check_profile
from kgbuild.schema.schema import Schema
from kgbuild.schema.terms import ClassTerm, PropertyTerm, Text, Trigger, WeaponTerm

__all__ = [
    "ClassTerm",
    "Finding",
    "PropertyTerm",
    "Schema",
    "Text",
    "Trigger",
    "WeaponTerm",
    "check_consistency",
    "check_profile",
    "load_schema",
    "reason_with_hermit",
]
