"""Documentation and code say the same: commands, options, queries, links, files, error codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_documentation_is_whole() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "check_docs.py"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_command_that_is_not_documented_is_noticed(tmp_path: Path) -> None:
    """The check that the test above relies on fails when the pages lag behind."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import check_docs, write_docs\n"
        "pages = write_docs.pages()\n"
        "write_docs.pages = lambda: {page: text + 'new' for page, text in pages.items()}\n"
        "print(*check_docs.problems(), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ROOT / "scripts"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "docs/commands.md: out of date" in done.stdout
    assert "docs/queries.md: out of date" in done.stdout
    assert "docs/models.md: out of date" in done.stdout


def test_no_page_names_an_address_as_store() -> None:
    """This version opens folders only (KGB706)."""
    pages = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    assert [page.name for page in pages if "--store http" in page.read_text(encoding="utf-8")] == []
