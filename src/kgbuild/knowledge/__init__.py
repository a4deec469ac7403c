"""Actors and places of the region: what they are called, where they lie, whom they belong to."""

from kgbuild.knowledge.alias_index import AliasIndex, AliasMatch, Candidate
from kgbuild.knowledge.base import KnowledgeBase, load_knowledge
from kgbuild.knowledge.checks import Problem, check_files
from kgbuild.knowledge.entity import Affiliation, Entity, Name, Role
from kgbuild.knowledge.resolution import Context, Resolution, resolve

__all__ = [
    "Affiliation",
    "AliasIndex",
    "AliasMatch",
    "Candidate",
    "Context",
    "Entity",
    "KnowledgeBase",
    "Name",
    "Problem",
    "Resolution",
    "Role",
    "check_files",
    "load_knowledge",
    "resolve",
]
