"""The ontology through owlready2, as frozen descriptions; checks of its profile and consistency."""

from __future__ import annotations

from kgbuild.schema.loading import load_schema
from kgbuild.schema.schema import Schema
from kgbuild.schema.terms import ClassTerm, PropertyTerm, Text, Trigger, WeaponTerm

__all__ = ["ClassTerm", "PropertyTerm", "Schema", "Text", "Trigger", "WeaponTerm", "load_schema"]
