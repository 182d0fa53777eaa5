"""Bytes become text strictly, or are refused with the place of the fault."""

from __future__ import annotations

import codecs
import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.decode import decode
from conflict_claims.formats.encodings import ALLOWED, codec_name, public_name
from conflict_claims.formats.refusal import Refused

ENGLISH = "The group said it “did not harm civilians” and that the army’s toll – 25 militants – was wrong."
ARABIC = "أعلن الجيش مقتل أربعة جنود وخمسة وعشرين مسلحا في اشتباك وقع في شمال غرب البلاد يوم الأحد."
URDU = "حکومت نے کہا کہ پولیس نے پچاس سے زائد افراد کو ہلاک کر دیا ہے".replace("ی", "ي")
RUSSIAN = "Армия сообщила о гибели четырёх солдат и двадцати пяти боевиков в перестрелке на северо-западе."
FRENCH = "Les soldats ont été tués dans une attaque près de la frontière, et les blessés sont soignés."
CHINESE = "军方表示，周日在该国西北部的交火中有四名士兵和二十五名武装分子死亡。警方说至少有十二人受伤。"
JAPANESE = "軍は北西部での銃撃戦で兵士4人と武装勢力25人が死亡したと発表した。警察は12人が負傷したと述べた。"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, codec: str) -> None:
    decoded = decode(mark + ENGLISH.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.detected) == (ENGLISH, codec, False)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        ("The army’s toll was wrong, and the police said that it had grown.", "cp1252"),
        ("The toll was over £500 and the group that was said to have won had left for the hills.", "cp1252"),
        (FRENCH, "cp1252"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (RUSSIAN, "cp1251"),
        (CHINESE, "gb18030"),
    ],
)
def test_an_undeclared_encoding_is_detected_where_it_is_beyond_doubt(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.detected


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("He said “no talks” and it’s over. The army said that the group was to blame for it.", "mac-roman"),
        ("He owned the café and said that the group was to blame for the bombs that were there.", "cp850"),
        ("The group 中国 said that it was to blame for the attack and the bombs that were there.", "gb18030"),
        ("The group Армия said that it was to blame for the attack and the bombs that were there.", "cp1251"),
        (
            "Wojsko poinformowało, że zginęło czterech żołnierzy. Świadkowie mówią o większej liczbie.",
            "cp1250",
        ),
        ("Armáda oznámila, že při přestřelce zahynuli čtyři vojáci a dvacet pět ozbrojenců.", "cp1250"),
        ("مقتل أربعة جنود", "cp1256"),
        ("It’s", "cp1252"),
    ],
)
def test_where_there_is_doubt_the_user_is_asked_and_nothing_is_guessed(text: str, codec: str) -> None:
    with pytest.raises(Refused) as caught:
        decode(text.encode(codec))
    assert "--encoding" in caught.value.fix
    assert "0x" in caught.value.found


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        ("軍方表示，週日在該國西北部的交火中有四名士兵死亡。", "big5"),
        ("군은 일요일 북서부에서 벌어진 총격전에서 병사 네 명이 숨졌다고 밝혔다.", "cp949"),
        ("Ordu, kuzeybatıda çıkan çatışmada dört askerin öldüğünü açıkladı.", "cp1254"),
        ("הצבא הודיע כי ארבעה חיילים ועשרים וחמישה חמושים נהרגו בקרב בצפון המדינה.", "cp1255"),
        ("Ο στρατός ανακοίνωσε ότι σκοτώθηκαν τέσσερις στρατιώτες.", "cp1253"),
        ("Armata a anunţat că patru soldaţi au fost ucişi în nord-vestul ţării.", "cp1250"),
        ("A hadsereg közölte, hogy négy katona és huszonöt fegyveres halt meg a tűzharcban.", "cp1250"),
        ("กองทัพกล่าวว่าทหารสี่นายเสียชีวิตในการปะทะกัน", "cp874"),
        ("El ejército informó de que murieron cuatro soldados y un niño en la montaña.", "cp1252"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac-cyrillic"),
        (RUSSIAN, "cp855"),
        ("أعلن الجيش مقتل أربعة جنود وخمسة وعشرين مسلحا في اشتباك وقع في شمال غرب البلاد.", "cp720"),
        ("أعلن الجيش مقتل أربعة جنود وخمسة وعشرين مسلحا في اشتباك وقع في شمال غرب البلاد.", "mac-arabic"),
        ("הצבא הודיע כי ארבעה חיילים ועשרים וחמישה חמושים נהרגו בקרב.", "cp862"),
        ("Ο στρατός ανακοίνωσε ότι σκοτώθηκαν τέσσερις στρατιώτες.", "mac-greek"),
        ("Ο στρατός ανακοίνωσε ότι σκοτώθηκαν τέσσερις στρατιώτες.", "cp737"),
        (
            "Les blessés ont été soignés près de la frontière, et les soldats sont tués dans une forêt.",
            "cp850",
        ),
        (
            "Les blessés ont été soignés près de la frontière, et les soldats sont tués dans une forêt.",
            "mac-roman",
        ),
        (
            "Der Präsident und die Generäle sind für Gespräche mit den Kämpfern, die von außen kommen.",
            "mac-roman",
        ),
        (
            "Der Präsident und die Generäle sind für Gespräche mit den Kämpfern, die von außen kommen.",
            "cp850",
        ),
        ("Quân đội cho biết bốn binh sĩ đã thiệt mạng.", "utf-16-le"),
    ],
)
def test_whatever_the_detector_says_a_text_is_read_rightly_or_refused(text: str, codec: str, times: int) -> None:
    text = "\n\n".join([text] * times)
    with contextlib.suppress(Refused):
        assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        ("Wojsko poinformowało, że zginęło czterech żołnierzy.", "cp1250", "pl"),
        ("مقتل أربعة جنود", "cp1256", "ar"),
    ],
)
def test_the_language_settles_some_doubts(text: str, codec: str, language: str) -> None:
    assert decode(text.encode(codec), language=language).text == text


@pytest.mark.parametrize("name", ["windows-1256", "CP1256", "cp1256"])
def test_a_declared_encoding_is_taken_under_any_of_its_names(name: str) -> None:
    text = f"{ARABIC} {URDU}"
    decoded = decode(text.encode("cp1256"), name)
    assert (decoded.text, decoded.encoding) == (text, "windows-1256")


@pytest.mark.parametrize(
    "name",
    [
        "rot13", "zip", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7", "hex", "base64",
        "mbcs", "undefined", "", "x" * 5000, "utf-8\0", "../../etc/passwd", "latin١",
    ],
)  # fmt: skip
def test_what_is_no_text_encoding_is_refused(name: str) -> None:
    assert codec_name(name) is None
    if name:
        with pytest.raises(Refused, match="text encoding"):
            decode(b"text", name)


def test_every_allowed_encoding_has_a_name_that_leads_back_to_it() -> None:
    assert [name for name in ALLOWED if codec_name(public_name(name)) != name] == []


def test_the_first_bad_byte_is_named_with_its_offset_and_line() -> None:
    with pytest.raises(Refused) as caught:
        decode(b"one\ntwo \xff\n", "utf-8")
    assert caught.value.line == 2
    assert "byte 0xff at offset 8" in caught.value.found


def test_a_fault_in_utf_16_is_counted_in_lines_of_text() -> None:
    with pytest.raises(Refused) as caught:
        decode("one\ntwo".encode("utf-16-le") + b"\x00\xd8\x20\x00", "utf-16-le")
    assert caught.value.line == 2


def test_a_binary_file_is_called_one() -> None:
    with pytest.raises(Refused, match="binary"):
        decode(bytes(range(256)) * 20)


def test_utf_16_without_its_mark_is_called_so() -> None:
    with pytest.raises(Refused, match="UTF-16"):
        decode("Headline\n\nBody of it".encode("utf-16-le"))


def test_shifted_japanese_is_not_taken_for_ascii() -> None:
    with pytest.raises(Refused, match="iso2022-jp"):
        decode(JAPANESE.encode("iso2022_jp", errors="ignore"))


def test_a_page_is_read_as_it_declares_itself() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body>{ARABIC}</body></html>'
    assert decode(page.encode("cp1256"), html=True).text == page


def test_a_page_that_says_latin_1_is_read_as_browsers_read_it() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>{ENGLISH}</p>'
    assert decode(page.encode("cp1252"), html=True).text == page


def test_a_page_that_was_saved_again_as_utf_8_is_read_as_utf_8() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'
    decoded = decode(page.encode(), html=True)
    assert (decoded.text, decoded.encoding) == (page, "utf-8")


def test_a_page_that_names_a_dangerous_codec_is_read_without_it() -> None:
    page = '<meta charset="utf-7"><p>+ADw-script+AD4-</p>'
    assert decode(page.encode(), html=True).text == page


def test_the_users_word_goes_before_the_pages() -> None:
    page = f'<meta charset="windows-1251"><p>{ARABIC}</p>'
    assert decode(page.encode("cp1256"), "cp1256", html=True).text == page


def test_a_long_hostile_head_is_searched_in_linear_time() -> None:
    began = time.monotonic()
    decode(b"<meta " * 400_000, html=True)
    assert time.monotonic() - began < 2


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b"), min_size=1))
def test_any_utf_8_text_is_read_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_without_loss_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except Refused:
        return
    marks = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
    codec = codec_name(decoded.encoding)
    assert codec is not None
    assert raw in [mark + decoded.text.encode(codec) for mark in (*marks, codecs.BOM_UTF32_BE)]
