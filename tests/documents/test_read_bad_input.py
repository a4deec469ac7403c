"""Bad input is a failure that names the file and a remedy; the rest of the run goes on."""

import json
import os
import random

import pytest

from kgbuild.documents import Document, ReadFailure, ReadOptions, read

REPORT = "قُتل ثلاثة عناصر من الحرس المحلي في كمين على طريق الميناء."
SMALL = ReadOptions(max_characters=1000)


def check(results, code, *parts):
    """Expect exactly one failure, of this code, whose origin or message holds each part."""
    [failure] = [r for r in results if isinstance(r, ReadFailure)]
    assert failure.error.code == code, str(failure.error)
    assert failure.error.remedy
    for part in parts:
        assert part in f"{failure.origin} {failure.error}"
    return [r for r in results if isinstance(r, Document)]


BAD = {
    "empty": ("a.txt", b"", "KGB203"),
    "blank": ("a.txt", b" \n\t\n", "KGB203"),
    "empty-json": ("a.json", b"", "KGB203"),
    "empty-list": ("a.json", b"[]", "KGB203"),
    "empty-table": ("a.csv", b"id,text\n", "KGB203"),
    "empty-lines": ("a.jsonl", b"\n\n", "KGB203"),
    "binary": ("a.txt", bytes(random.Random(1).randbytes(5000)), "KGB204"),
    "binary-short": ("a.txt", b"\x7fELF\x01\x01\x01\x00\x00\x00\x00", "KGB204"),
    "pdf-without-nul": ("a.txt", b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n", "KGB204"),
    "rich-text": ("a.txt", b"{\\rtf1\\ansi report}", "KGB204"),
    "controls": ("a.txt", b"abc\x01\x02\x03\x04" * 10, "KGB204"),
    "damaged-utf8": ("a.txt", (REPORT * 5).encode() + b"\xd9 " + REPORT.encode(), "KGB205"),
    "unknown-encoding": ("a.txt", b"\x81\x8d\x8f\x90\x9d\xa5\x81\x8d\x8f\x90" * 30, "KGB205"),
    "surrogate": ("a.json", json.dumps({"text": "\ud800"}).encode(), "KGB205"),
    "too-long": ("a.txt", ("ط" * 1001).encode(), "KGB206"),
    "one-line": ("a.txt", b"a" * 5000, "KGB206"),
    "long-line": ("a.jsonl", json.dumps({"text": "a" * 1_100_000}).encode(), "KGB206"),
    "long-record": ("a.json", json.dumps([{"text": "a" * 1_100_000}]).encode(), "KGB206"),
    "long-text": ("a.json", json.dumps([{"text": "a" * 1001}]).encode(), "KGB206"),
    "page-without-text": ("a.html", b"<html><body><script>x()</script></body></html>", "KGB207"),
    "page-without-markup": ("a.html", b"<html></html>", "KGB207"),
    "no-text-key": ("a.json", b'{"id": 1, "body": "x"}', "KGB208"),
    "text-is-a-number": ("a.json", b'{"text": 3}', "KGB208"),
    "not-a-record": ("a.jsonl", b"[1, 2]", "KGB209"),
    "number": ("a.json", b"[17]", "KGB209"),
    "cut-json": ("a.json", b'[{"text": "', "KGB210"),
    "broken-json": ("a.json", b'{"text": }', "KGB210"),
    "no-json": ("a.json", REPORT.encode(), "KGB210"),
    "surrogate-id": ("a.json", json.dumps({"id": "\ud800", "text": REPORT}).encode(), "KGB205"),
    "surrogate-line": ("a.jsonl", json.dumps({"text": "\udc80"}).encode(), "KGB205"),
    "bad-byte-in-table": ("a.csv", f"id,text\n1,{REPORT}".encode() + b"\xff\n", "KGB205"),
    "cut-utf16": ("a.jsonl", json.dumps({"text": REPORT}).encode("utf-16")[:-1], "KGB205"),
    "long-number": ("a.json", b'[{"n": ' + b"1" * 5000 + b"}]", "KGB210"),
    "long-number-line": ("a.jsonl", b'{"n": ' + b"1" * 5000 + b"}", "KGB210"),
    "deep-line": ("a.jsonl", b"[" * 200_000, "KGB210"),
    "deep-json": ("a.json", b"[" * 200_000, "KGB210"),
    "no-column": ("a.csv", b"id,body\n1,x\n", "KGB211"),
    "no-header": ("a.csv", REPORT.encode(), "KGB211"),
    "bad-day": ("a.json", json.dumps({"text": REPORT, "published": "أمس"}).encode(), "KGB212"),
    "no-such-day": ("a.json", json.dumps({"text": REPORT, "published": "2019-02-30"}).encode(), "KGB212"),
    "open-quote": ("a.csv", b'id,text\n1,"' + b"x\n" * 100, "KGB214"),
    "endless-quote": ("a.csv", b'id,text\n1,"' + b"x\n" * 100_000, "KGB214"),
    "short-row": ("a.csv", b"id,text\n1\n", "KGB214"),
}


@pytest.mark.parametrize(("name", "content", "code"), BAD.values(), ids=BAD)
def test_bad_file_among_good_ones(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "0.txt").write_text(REPORT + " أولا", encoding="utf-8")
    (tmp_path / "z.txt").write_text(REPORT + " أخيرا", encoding="utf-8")
    good = check(list(read([tmp_path], SMALL)), code, str(tmp_path / name))
    assert [d.id for d in good] == ["0.txt", "z.txt"]


@pytest.mark.parametrize(
    ("name", "content", "ids", "place"),
    [
        ("a.jsonl", '{"text": "أ"}\n{"text": \n{"text": "ب"}\n', ["a.jsonl:0", "a.jsonl:2"], "record 1, line 2"),
        ("a.jsonl", '{"text": "أ"}\n{"t": "x"}\n{"text": "ب"}', ["a.jsonl:0", "a.jsonl:2"], "record 1, line 2"),
        ("a.json", '[{"text": "أ"},\n{"t": 1},\n{"text": "ب"}]', ["a.json:0", "a.json:2"], "record 1, line 2"),
        ("a.json", '[{"text": "أ"},\n\n{"text": oops}]', ["a.json:0"], "line 3"),
        ("a.csv", "text,url\nأ,\nب\nج,\n", ["a.csv:0", "a.csv:2"], "record 1, line 3"),
        ("a.csv", 'text,url\nأ,\n"ب"د,\nج,\n', ["a.csv:0", "a.csv:2"], "record 1, line 3"),
    ],
    ids=["broken-line", "line-without-text", "element-without-text", "broken-element", "short-row", "stray-quote"],
)
def test_a_bad_record_among_good_ones(tmp_path, name, content, ids, place):
    (tmp_path / name).write_text(content, encoding="utf-8")
    results = list(read([tmp_path / name]))
    [failure] = [r for r in results if isinstance(r, ReadFailure)]
    assert place in f"{failure.origin} {failure.error}"
    assert [r.id for r in results if isinstance(r, Document)] == ids


def test_a_badly_encoded_line_spoils_only_itself(tmp_path):
    lines = ['{"text": "أ"}'.encode(), '{"text": "كمين"}'.encode("cp1256"), '{"text": "ب"}'.encode()]
    padding = [json.dumps({"text": f"{i} {REPORT}"}, ensure_ascii=False).encode() for i in range(1000)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(padding + lines))
    good = check(list(read([tmp_path / "a.jsonl"])), "KGB205", "line 1002")
    assert len(good) == 1002


def test_fifty_megabytes_of_one_line_are_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(0)
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
    check(list(read([path])), "KGB206", str(path), "5000000")


def test_a_path_that_is_not_there(tmp_path):
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    good = check(list(read(["no/such.txt", tmp_path / "b.txt"])), "KGB201", "no/such.txt")
    assert len(good) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "b.txt"
    path.write_text(REPORT, encoding="utf-8")
    path.chmod(0)
    check(list(read([path])), "KGB202", str(path))


def test_one_id_with_two_texts(tmp_path):
    for folder, text in (("x", "أ"), ("y", "ب"), ("z", "أ")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    paths = [tmp_path / "x", tmp_path / "y", tmp_path / "z"]
    good = check(list(read(paths)), "KGB213", str(tmp_path / "x/a.txt"), str(tmp_path / "y/a.txt"), "'a.txt'")
    assert [d.text for d in good] == ["أ"]


@pytest.mark.parametrize(
    ("rows", "code", "part"),
    [
        ("file,published\nb.txt,soon\n", "KGB212", "line 2"),
        ("file,published\ngone.txt,2019-01-01\n", "KGB215", "gone.txt"),
        ("file,published\nb.txt,2019-01-01\nb.txt,2019-01-02\n", "KGB215", "line 3"),
        ("name,published\nb.txt,2019-01-01\n", "KGB211", "'file'"),
        ("", "KGB203", "metadata.csv"),
    ],
    ids=["bad-day", "no-file", "twice", "no-column", "empty"],
)
def test_bad_metadata(tmp_path, rows, code, part):
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(rows, encoding="utf-8")
    good = check(list(read([tmp_path])), code, "metadata.csv", part)
    assert [d.id for d in good] == ["b.txt"]
    if code in ("KGB211", "KGB203", "KGB212"):
        check(list(read([tmp_path / "b.txt"])), code, "metadata.csv")


def test_a_folder_without_anything_to_read(tmp_path):
    (tmp_path / "notes.docx").write_bytes(b"PK")
    check(list(read([tmp_path])), "KGB203", str(tmp_path), ".jsonl")
