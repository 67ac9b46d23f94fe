"""Captions as people have them: SRT and WebVTT, from every editor and decade."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.errors import CaptionsUnreadable
from app.features.productions.rules import captions
from app.features.productions.rules.captions import Cue, as_webvtt, read_captions, written_cues

SRT = "1\n00:00:01,000 --> 00:00:03,500\nHello,\n<i>you</i>\n\n2\n00:01:02,000 --> 00:01:04,000\nÄ & Ö\n"
VTT = """WEBVTT - of a film
Kind: captions

STYLE
::cue { color: red }

NOTE nobody reads this

intro
00:01.000 --> 00:03.500 align:start line:0
<v Ann>Hello,
&lt;you&gt;

01:00:02.000 --> 01:00:04.000
Later
"""


def test_srt_is_read():
    assert read_captions(SRT.encode()) == (Cue(1, 3.5, "Hello,\nyou"), Cue(62, 64, "Ä & Ö"))


def test_webvtt_is_read_without_what_is_not_words():
    assert read_captions(VTT.encode()) == (Cue(1, 3.5, "Hello,\n<you>"), Cue(3602, 3604, "Later"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_whatever_an_editor_wrote_it_in(encoding: str):
    assert read_captions(SRT.replace("\n", "\r\n").encode(encoding))[1].text == "Ä & Ö"


def test_cues_out_of_order_are_put_in_order():
    assert [cue.text for cue in read_captions(b"0:05.000 --> 0:06.000\nb\n\n0:01.000 --> 0:02.000\na")] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no caption"),
        (b"WEBVTT\n\nNOTE only a note", "no caption"),
        (b"just some words", "Line 1"),
        (b"WEBVTT\n\n1\nnot a time\nwords", "Line 4"),
        (b"1\n00:00:05,000 --> 00:00:05,000\nwords", "Line 2: A caption must end"),
        (b"00:01.000 --> 00:02.000\n" + b"x" * 501, "Line 1.*500 letters"),
        (b"00:01.000 --> 00:02.000\na\x00b", "not kept"),
        (b"\x89PNG\r\n\x1a\n", "Line 2"),
        (b"x" * (captions.MAX_BYTES + 1), "1024 KiB"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line(content: bytes, said: str):
    with pytest.raises(CaptionsUnreadable, match=said):
        read_captions(content)


@pytest.mark.parametrize("between", ["&#10;&#10;", "&NewLine;&NewLine;", "&#13;&#13;", "&#8232;"])
def test_an_entity_that_breaks_lines_ends_no_caption(between: str):
    (cue,) = read_captions(f"00:01.000 --> 00:02.000\nHello{between}you".encode())

    assert cue.text == "Hello\nyou"
    assert written_cues(as_webvtt([cue])) == (cue,)


def test_a_number_that_no_letter_has_is_no_fault():
    (cue,) = read_captions(b"00:01.000 --> 00:02.000\na&#" + b"9" * 5000 + b";b")

    assert cue.text == "a\ufffdb"


def test_what_was_taken_is_read_again_however_much_it_became():
    """Escaping makes a text longer, and lines that meet become one cue."""
    longest = "&" * 3 * captions.MAX_CUE_LETTERS
    cues = tuple(Cue(float(at), at + 1.0, longest) for at in range(captions.MAX_CUES + 1))

    assert written_cues(as_webvtt(cues)) == cues


WORDS = st.lists(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=9
    ),
    min_size=1,
    max_size=3,
).map("\n".join)
CUES = st.builds(
    lambda start, length, text: Cue(start / 1000, (start + length) / 1000, text),
    st.integers(0, 10_000_000),
    st.integers(1, 60_000),
    WORDS,
)


@given(st.lists(CUES, min_size=1, max_size=5))
def test_what_is_written_is_read_again(cues: list[Cue]):
    once = written_cues(as_webvtt(cues))

    assert [cue.text for cue in once] == [cue.text for cue in cues]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_file_is_read_or_refused(content: bytes):
    with suppress(CaptionsUnreadable):
        assert read_captions(content)
