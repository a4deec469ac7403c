"""Every input form gives the text as given, the right id, and what is known about it."""

import csv
import io
import json
import sys
import tracemalloc
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.documents import Document, ReadFailure, ReadOptions, parse_mapping, read, segment
from kgbuild.errors import MappingError

REPORT = "قُتل ثلاثة عناصر من الحرس المحلي في كمين على طريق الميناء."
OTHER = "أعلنت البلدية إعادة فتح الجسر بعد إزالة الألغام."


def documents(results):
    found = list(results)
    assert not [f for f in found if isinstance(f, ReadFailure)]
    return found


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_keeps_its_newlines_and_drops_only_the_byte_order_mark(tmp_path):
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbf" + f"\r\n {REPORT}\r\rنهاية\n".encode())
    [document] = documents(read([path]))
    assert document.text == f"\r\n {REPORT}\r\rنهاية\n"
    assert (document.id, document.media_type) == ("a.txt", "text/plain")


RECORD = {
    "id": "r-1",
    "title": "كمين على طريق الميناء",
    "text": REPORT,
    "published": "2019-03-04T22:10:00Z",
    "source": "وكالة الساحل",
    "url": "https://news.example/1",
}


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.json", json.dumps(RECORD), ["r-1"]),
        ("a.json", json.dumps([RECORD, {"text": OTHER}]), ["r-1", "a.json:1"]),
        ("a.json", json.dumps({"text": OTHER}), ["a.json"]),
        ("a.json", json.dumps({"k1": {"text": REPORT}, "k2": {"text": OTHER}}), ["k1", "k2"]),
        ("a.json", json.dumps({"total": 2, "articles": [RECORD, {"text": OTHER}]}), ["r-1", "a.json:1"]),
        ("a.json", json.dumps(RECORD) + "\n" + json.dumps({"text": OTHER}), ["r-1", "a.json:1"]),
        ("a.jsonl", json.dumps(RECORD) + "\r\n\r\n" + json.dumps({"id": 7, "text": OTHER}), ["r-1", "7"]),
        ("a.jsonl", json.dumps({"text": REPORT}) + "\n" + json.dumps({"text": OTHER}), ["a.jsonl:0", "a.jsonl:1"]),
    ],
    ids=["record", "list", "no-id", "keyed", "wrapped", "concatenated", "lines", "lines-no-id"],
)
def test_json_forms(tmp_path, name, content, ids):
    found = documents(read([write(tmp_path, name, content)]))
    assert [d.id for d in found] == ids
    assert found[0].text in (REPORT, OTHER)


def test_a_record_describes_its_document(tmp_path):
    [document] = documents(read([write(tmp_path, "a.jsonl", json.dumps(RECORD))]))
    assert document.published == date(2019, 3, 4)
    assert (document.title, document.source, document.url) == (RECORD["title"], RECORD["source"], RECORD["url"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv(tmp_path, delimiter):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([["id", "text", "published"], ["1", REPORT + "\nسطر ثان", "4/3/2019"], ["", OTHER, ""]])
    found = documents(read([write(tmp_path, "a.csv", "\ufeff" + stream.getvalue())]))
    assert [d.id for d in found] == ["1", "a.csv:1"]
    assert found[0].text == REPORT + "\nسطر ثان"
    assert [d.published for d in found] == [date(2019, 3, 4), None]


def test_a_mapping_renames_keys_and_columns(tmp_path):
    options = ReadOptions(mapping=parse_mapping("text=content, published=date_extracted"))
    record = {"content": REPORT, "date_extracted": "2019/3/4", "text": "ignored"}
    rows = f"content,date_extracted\n{OTHER},2019-03-05\n"
    paths = [write(tmp_path, "a.json", json.dumps(record)), write(tmp_path, "b.csv", rows)]
    assert [(d.text, d.published.day) for d in documents(read(paths, options))] == [(REPORT, 4), (OTHER, 5)]


@pytest.mark.parametrize("text", ["text", "=content", "text=", "body=content", "text=a,text=b"])
def test_a_malformed_mapping_is_refused(text):
    with pytest.raises(MappingError):
        parse_mapping(text)


def test_a_folder_is_read_through_in_order_with_its_metadata(tmp_path):
    write(tmp_path, "b.txt", REPORT)
    write(tmp_path, "sub/a.txt", OTHER)
    write(tmp_path, "sub/deep/c.TXT", OTHER + " ")
    for name in (".hidden.txt", ".git/x.txt", "kgbuild-store/x.txt", "out/x.txt", "notes.docx", "metadata.csv.bak"):
        write(tmp_path, name, "x")
    write(
        tmp_path,
        "metadata.csv",
        "file,published,source,url,archive_url,retrieved\n"
        "b.txt,2019-03-04,الساحل,https://a.example,https://b.example,2020-01-01\nsub/deep/c.TXT,2019-03-09,,,,\n",
    )
    write(tmp_path, "sub/metadata.csv", "file,published,source\ndeep/c.TXT,,الجبل\n")
    found = documents(read([tmp_path], ReadOptions(source="عام", exclude=(tmp_path / "out",))))
    assert [d.id for d in found] == ["b.txt", "sub/a.txt", "sub/deep/c.TXT"]
    assert (found[0].published, found[0].retrieved) == (date(2019, 3, 4), date(2020, 1, 1))
    assert (found[0].url, found[0].archive_url) == ("https://a.example", "https://b.example")
    assert [d.source for d in found] == ["الساحل", "عام", "الجبل"]
    assert found[2].published == date(2019, 3, 9)


def test_metadata_also_serves_a_file_named_alone(tmp_path):
    path = write(tmp_path, "b.txt", REPORT)
    write(tmp_path, "metadata.csv", "file,published\nb.txt,2019-03-04\ngone.txt,2019-03-04\n")
    [document] = documents(read([path]))
    assert document.published == date(2019, 3, 4)


def test_what_a_record_says_goes_before_metadata_and_options(tmp_path):
    write(tmp_path, "a.jsonl", json.dumps({"text": REPORT, "source": "أ"}) + "\n" + json.dumps({"text": OTHER}))
    write(tmp_path, "metadata.csv", "file,source\na.jsonl,ب\n")
    options = ReadOptions(source="ج", published=date(2019, 1, 1))
    found = documents(read([tmp_path], options))
    assert [(d.source, d.published) for d in found] == [("أ", date(2019, 1, 1)), ("ب", date(2019, 1, 1))]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (REPORT, ["stdin"]),
        (json.dumps({"text": REPORT}) + "\n" + json.dumps({"text": OTHER}), ["stdin:0", "stdin:1"]),
        (json.dumps([{"text": REPORT}], indent=2), ["stdin:0"]),
        (json.dumps({"text": REPORT}, indent=2), ["stdin"]),
        (f"id,text\n9,{REPORT}\n", ["9"]),
        ("[خاص] " + REPORT, ["stdin"]),
    ],
    ids=["text", "lines", "list", "record", "table", "text-in-brackets"],
)
def test_standard_input_is_told_by_its_beginning_and_stays_open(monkeypatch, content, ids):
    stdin = io.TextIOWrapper(io.BytesIO(content.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [d.id for d in documents(read(["-"]))] == ids
    assert not stdin.closed


def test_ids_are_the_same_whatever_folder_one_stands_in(tmp_path, monkeypatch):
    write(tmp_path, "reports/x/a.txt", REPORT)
    by_path = [d.id for d in read([tmp_path / "reports"])]
    monkeypatch.chdir(tmp_path / "reports")
    assert [d.id for d in read(["."])] == by_path == ["x/a.txt"]


def test_a_decomposed_file_name_gives_the_composed_id(tmp_path):
    name = unicodedata.normalize("NFD", "تقرير أول.txt")
    [document] = documents(read([write(tmp_path, name, REPORT)]))
    assert document.id == "تقرير أول.txt"


PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>كمين على طريق الميناء - الساحل</title>
<meta property="og:site_name" content="الساحل"><meta property="article:published_time" content="2019-03-04T20:00:00Z">
<script>var x = "لا يظهر";</script></head><body><nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav>
<article><h1>كمين على طريق الميناء</h1><p>{one}</p><p>{two}</p></article>
<aside><ul><li><a href="/2">افتتاح سوق جديدة في المدينة القديمة</a></li></ul></aside>
<footer>جميع الحقوق محفوظة</footer></body></html>"""
ONE = "قُتل ثلاثة عناصر من الحرس المحلي في كمين نصبه مسلحون مجهولون على طريق الميناء صباح أمس، بحسب مصدر طبي."
TWO = "وقال شهود عيان إن المهاجمين فروا نحو المزارع المجاورة بعد اشتباك قصير، وإن سيارة إسعاف نقلت الجرحى."


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_html_gives_body_headline_day_and_outlet(tmp_path, charset):
    page = PAGE.format(charset=charset, one=ONE, two=TWO).encode(charset)
    [document] = documents(read([write(tmp_path, "a.html", page)]))
    assert ONE in document.text
    assert TWO in document.text
    assert "الحقوق" not in document.text
    assert "سوق جديدة" not in document.text
    assert "لا يظهر" not in document.text
    assert (document.published, document.published_origin) == (date(2019, 3, 4), "page")
    assert (document.source, document.media_type) == ("الساحل", "text/html")
    assert "كمين على طريق الميناء" in document.title


def test_metadata_goes_before_what_a_page_says(tmp_path):
    write(tmp_path, "a.html", PAGE.format(charset="utf-8", one=ONE, two=TWO))
    write(tmp_path, "metadata.csv", "file,published\na.html,2019-03-07\n")
    [document] = documents(read([tmp_path]))
    assert (document.published, document.published_origin) == (date(2019, 3, 7), "metadata")


SCROLL = """<!doctype html><html><head><title>كمين على طريق الميناء - الساحل</title>
<meta property="article:published_time" content="2019-03-04T20:00:00Z"></head><body><nav><a href="/">الرئيسية</a></nav>
<main><article><h1>كمين على طريق الميناء</h1><p>{one}</p><p>{two}</p>{inside}</article>
<article><h1>غارة على سوق في المدينة القديمة</h1><time>12 يونيو 2024</time><p>{three}</p><p>{four}</p></article></main>
<footer>جميع الحقوق محفوظة</footer></body></html>"""
THREE = (
    "أغارت طائرة حربية فجر اليوم الثلاثاء على سوق شعبية في المدينة القديمة، ما أدى إلى مقتل أربعة باعة وإصابة آخرين."
)
FOUR = (
    "وقال مسعفون إن فرق الإنقاذ واصلت البحث عن مفقودين تحت الأنقاض حتى ساعة متأخرة، وإن المستشفيات طلبت التبرع بالدم."
)


def test_the_second_article_of_a_page_does_not_borrow_the_day_of_the_page(tmp_path):
    page = SCROLL.format(one=ONE, two=TWO, three=THREE, four=FOUR, inside="")
    [document] = documents(read([write(tmp_path, "a.html", page)]))
    first, second = segment(document)
    assert first.anchor == date(2019, 3, 4)
    assert second.anchor is None
    assert THREE in second.text
    assert THREE not in first.text
    assert TWO in first.text


def test_an_article_element_inside_an_article_begins_no_article(tmp_path):
    inside = f"<article><h3>تعليق أحد القراء على الخبر</h3><p>{FOUR}</p></article>"
    page = PAGE.replace("<p>{two}</p>", "<p>{two}</p>" + inside).format(charset="utf-8", one=ONE, two=TWO)
    [document] = documents(read([write(tmp_path, "a.html", page)]))
    assert document.later_articles == ()
    assert len(segment(document)) == 1


def test_teasers_above_the_article_do_not_take_its_day(tmp_path):
    teaser = f"<article><h3>غارة على سوق في المدينة القديمة</h3><p>{THREE}</p></article>"
    page = PAGE.replace("</nav>", "</nav>" + teaser).format(charset="utf-8", one=ONE, two=TWO)
    [document] = documents(read([write(tmp_path, "a.html", page)]))
    assert document.later_articles == ()
    assert segment(document)[0].anchor == date(2019, 3, 4)


def test_what_no_reader_knows_is_told(tmp_path):
    told = []
    for name in ("a.txt", "b.pdf", "c.docx", ".hidden.pdf"):
        write(tmp_path, name, REPORT)
    assert len(documents(read([tmp_path], ReadOptions(on_left_alone=told.append)))) == 1
    assert told == [str(tmp_path / "b.pdf"), str(tmp_path / "c.docx")]


def test_a_page_without_article_markup_still_gives_its_text(tmp_path):
    [document] = documents(read([write(tmp_path, "a.htm", f"<html><body><div>{ONE}</div></body></html>")]))
    assert ONE in document.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_survives_every_record_form(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("round")
    table = io.StringIO()
    csv.writer(table).writerows([["text"], [text]])
    paths = [
        write(folder, "a.json", json.dumps([{"text": text}], ensure_ascii=False)),
        write(folder, "b.jsonl", json.dumps({"text": text})),
        write(folder, "c.csv", "\ufeff" + table.getvalue()),
    ]
    assert [d.text for d in documents(read(paths))] == [text] * 3


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_memory_does_not_grow_with_the_file(tmp_path, form):
    records = ({"id": str(i), "text": f"{i} " + REPORT * 30} for i in range(2000))
    path = tmp_path / f"large.{form}"
    with path.open("w", encoding="utf-8") as stream:
        if form == "csv":
            writer = csv.DictWriter(stream, ["id", "text"])
            writer.writeheader()
            writer.writerows(records)
        else:
            lines = (json.dumps(record, ensure_ascii=False) for record in records)
            stream.write("\n".join(lines) if form == "jsonl" else "[" + ",\n".join(lines) + "]")
    assert path.stat().st_size > 5_000_000
    for document in read([path]):  # imports and caches are not the reader's memory
        assert isinstance(document, Document)
        break
    tracemalloc.start()
    count = sum(isinstance(document, Document) for document in read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 2_000_000
