"""kgbuild: Arabic reports of armed conflict in, a queryable knowledge graph out."""

__all__ = ["__version__"]

__version__ = "0.1.0"
