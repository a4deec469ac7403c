"""From bytes to text: UTF-8 first, then UTF-16 and the one-byte encodings of Arabic pages.

A byte order mark belongs to the encoding, not to the text: it is dropped, and offsets count after it. No newline is
translated.
"""

from __future__ import annotations

import codecs

from kgbuild.errors import BinaryFileError, EncodingError

__all__ = ["decode", "detect_encoding"]

# Order matters: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files whose first bytes may well be text, and what they are.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text file"),
    (b"PK\x03\x04", "a ZIP archive or a Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
)
_ONE_BYTE = ["cp1256", "iso8859_6", "cp1252"]
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}) + b"\x7f"
_SAMPLE = 200_000


def detect_encoding(data: bytes, complete: bool = True, declared: str | None = None) -> str:
    """Name the codec of ``data``.

    Parameters
    ----------
    data
        A whole file, or its beginning.
    complete
        Whether ``data`` is whole; else its last character may be cut.
    declared
        An encoding that the file names itself (an HTML page); it is believed when the bytes allow it.

    Raises
    ------
    BinaryFileError
        When the bytes are no text.
    EncodingError
        When no encoding fits.

    Examples
    --------
    >>> detect_encoding("قُتل جنديان في هجوم على حاجز شرقي المدينة".encode("cp1256"))
    'cp1256'
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryFileError(f"it is {name}, no text")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if b"\x00" in data:
        return _wide_encoding(data)
    broken = _utf8_fault(data, complete)
    if broken is None:
        _refuse_controls(data)
        return "utf-8"
    if declared and _decodes(data, declared):
        return declared
    _refuse_controls(data)
    if _mostly_utf8(data):
        raise EncodingError(f"it is UTF-8 but for byte {broken}")
    return _one_byte_encoding(data)


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a whole file.

    Raises
    ------
    BinaryFileError, EncodingError
        As `detect_encoding`.

    Examples
    --------
    >>> decode(b"\\xef\\xbb\\xbf\\xd8\\xb9\\r\\n")
    'ع\\r\\n'
    """
    codec = detect_encoding(data, declared=declared)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(f"it is {codec} but for byte {error.start}") from None


def _utf8_fault(data: bytes, complete: bool) -> int | None:
    """Position of the first byte that is not UTF-8, or ``None``."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, complete)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether multi-byte characters outnumber the faults by far: damaged UTF-8, not another encoding."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    faults = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - faults > 10 * faults


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: the order under which nearly everything is a letter of a common script or ASCII."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    sample = sample[: len(sample) - len(sample) % 2]
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "replace")
        known = sum(c in "\t\r\n" or " " <= c < "\u2100" or "\ufb50" <= c <= "\ufefc" for c in text)
        if text and "\x00" not in text and known >= 0.98 * len(text):
            return codec
    raise BinaryFileError("it is no text but binary data (it holds NUL bytes)")


def _refuse_controls(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.005 * len(sample):
        raise BinaryFileError("it holds control bytes")


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _one_byte_encoding(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_ONE_BYTE, threshold=0.4).best()
    if best is None or best.encoding not in _ONE_BYTE:
        raise EncodingError("its encoding is none of UTF-8, UTF-16, windows-1256, ISO-8859-6, windows-1252")
    return best.encoding
