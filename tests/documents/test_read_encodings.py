"""Bytes of every usual encoding give the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.documents.decoding import decode, detect_encoding

SENTENCES = [
    "قتل جنديان وأصيب أربعة مدنيين في قصف مدفعي على حي السوق القديم.",
    "وقال مصدر أمني إن مسلحين مجهولين هاجموا نقطة تفتيش شرق المدينة ليلا.",
    "أعلنت القيادة أن طائرة مسيرة أسقطت قرب الحدود، ولم تقع خسائر.",
    "وأضاف الناطق أن المعارك متواصلة منذ يومين في محيط المطار العسكري.",
    "نفت البلدية انقطاع المياه عن الأحياء الشمالية بعد تفجير أنبوب النفط.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("\r\n".join)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_arabic_comes_back(encoding, text):
    text = "".join(c for c in text if c.encode(encoding, "ignore"))
    assert decode(text.encode(encoding)) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_never_taken_for_anything_else(text):
    data = text.encode()
    assert data.decode(detect_encoding(data)).removeprefix("\ufeff") == text.removeprefix("\ufeff")


@given(st.integers(min_value=1, max_value=len(SENTENCES[0].encode())))
def test_a_cut_character_at_the_end_of_a_sample_is_no_fault(cut):
    assert detect_encoding(SENTENCES[0].encode()[:cut], complete=False) == "utf-8"


def test_latin_text_is_read():
    assert decode("Deux soldats ont été tués près de l'aéroport.".encode("cp1252")).startswith("Deux soldats ont été")
