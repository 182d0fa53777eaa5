"""The encodings that a received text may have, and how they are named."""

from __future__ import annotations

import codecs

from conflict_claims.formats.refusal import Refused

UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
# Python has codecs that decode no text (zip, rot13) or run escapes (unicode_escape), and some that hide text
# from a reader (utf-7, punycode): only these are taken.
ALLOWED = UNICODE | {
    "ascii", "cp437", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp858", "cp860",
    "cp861", "cp862", "cp863", "cp864", "cp865", "cp866", "cp869", "cp874", "cp932", "cp949", "cp950",
    "cp1125", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7",
    "iso8859-8", "iso8859-9", "iso8859-10", "iso8859-11", "iso8859-13", "iso8859-14", "iso8859-15",
    "iso8859-16", "koi8-r", "koi8-u", "koi8-t", "kz1048", "ptcp154", "tis-620", "mac-roman",
    "mac-cyrillic", "mac-greek", "mac-turkish", "mac-latin2", "mac-iceland", "mac-croatian",
    "mac-romanian", "mac-arabic", "mac-farsi", "gb2312", "gbk", "gb18030", "big5", "big5hkscs",
    "shift_jis", "shift_jis_2004", "shift_jisx0213", "euc_jp", "euc_jis_2004", "euc_jisx0213",
    "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr",
    "euc_kr", "johab", "hz",
}  # fmt: skip

# Pages that say one of these mean its larger relative, as browsers read them (WHATWG Encoding Standard).
MEANT_ON_PAGES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",  # a declaration that could be read as ASCII does not stand in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_WEB_NAMES = {
    "iso-8859-8-i": "iso8859-8",
    "mac": "mac-roman",
    "utf-8-sig": "utf-8",
    "utf8mb4": "utf-8",
    "utf_8_sig": "utf-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-gbk": "gbk",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-roman": "mac-roman",
    "x-sjis": "shift_jis",
}


def codec_name(name: str) -> str | None:
    """Python's name of the encoding called `name`, or None where it is no text encoding that we take."""
    asked = name.strip().lower()
    if not asked.isascii() or not 0 < len(asked) <= 40 or "\0" in asked:
        return None
    try:
        found = codecs.lookup(_WEB_NAMES.get(asked, asked)).name
    except (LookupError, ValueError, ImportError):
        return None
    return found if found in ALLOWED else None


def public_name(codec: str) -> str:
    """The name under which `codec` is recorded and shown: windows-1252, koi8-r, utf-8."""
    return f"windows-{codec[2:]}" if codec.startswith("cp125") else codec.replace("_", "-")


def required_codec(name: str) -> str:
    """The encoding called `name` by the user.

    Raises:
        Refused: it is no text encoding that we take.
    """
    found = codec_name(name)
    if found is None:
        raise Refused(
            "the name of a text encoding",
            f"{name[:40]!r}",
            "pass --encoding with one such as utf-8, windows-1252, windows-1256, utf-16-le or gb18030",
        )
    return found
