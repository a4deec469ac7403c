"""Puts the snapshot of the knowledge into the wheel, so that the first load of an install is as cheap as the others.

Hatchling runs it when it builds a wheel; an editable install has none and keeps its own in the user's cache folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface[Any]):
    """Writes the snapshot to the build folder and says where it goes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the snapshot of the sources that the wheel is built of."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        os.environ["KGBUILD_CACHE"] = ""
        from kgbuild.knowledge.base import snapshot_content

        target = Path(self.directory) / "knowledge.snapshot"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(snapshot_content())
        build_data["force_include"][str(target)] = "kgbuild/data/knowledge.snapshot"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave the wheel alone behind."""
        (Path(self.directory) / "knowledge.snapshot").unlink(missing_ok=True)
