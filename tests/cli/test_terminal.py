"""At a terminal: tables and progress for a person; in a pipe: rows alone. Ctrl-C keeps what is finished."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def test_a_terminal_gets_a_table(store: Path) -> None:
    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "kgbuild", "export", "places", "--store", str(store)],
        stdout=follower,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "200", "TERM": "dumb"},
        check=False,
    )
    os.close(follower)
    shown = b"".join(_read(leader)).decode()
    assert done.returncode == 0, done.stderr
    assert "label_ar" in shown
    assert "\t" not in shown
    assert " rows" in shown


def _read(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(descriptor, 1 << 16)
        except OSError:  # Linux says so when the other side has closed
            return
        if not data:
            return
        yield data


def test_a_pipe_gets_rows_and_no_progress(kgbuild_process, texts, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(texts.strike, encoding="utf-8")
    done = kgbuild_process("ingest", "a.txt", "--published", "2018-10-11")
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


class _Interrupted(io.BytesIO):
    """Standard input that a person stops with Ctrl-C after the last record."""

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if not data and size != 0:
            raise KeyboardInterrupt
        return data

    read1 = read


def test_ctrl_c_keeps_what_is_finished(kgbuild, texts) -> None:
    records = [{"id": f"r{number:02}", "text": texts.weather, "published": "2018-10-11"} for number in range(40)]
    feed = _Interrupted("".join(json.dumps(record) + "\n" for record in records).encode())
    result = kgbuild("ingest", "-", input=feed)
    assert result.exit_code == 130, result.output
    assert "Stopped" in result.stderr
    count = "SELECT (COUNT(*) AS ?n) { ?d a kgb:Document }"
    kept = int(kgbuild("sparql", count).stdout.split()[1])
    assert kept >= 32  # whole batches are done, the unfinished one is not
    assert kgbuild("validate").exit_code in (0, 1)
    again = kgbuild("ingest", "-", input="".join(json.dumps(record) + "\n" for record in records))
    assert again.exit_code == 0
    assert again.stdout.startswith(f"{40 - kept} added, 0 replaced, {kept} unchanged")
