"""H.264 parameter sets, read and written bit by bit."""

import pytest

from app.adapters.renderer.smart.bits import Bits, guarded, packed, unguarded
from app.adapters.renderer.smart.parameter_sets import (
    BT709,
    UNLABELLED,
    Description,
    picture_number,
    read_description,
    read_sequence,
    together,
    units,
)

_SMALL = "11" + "011" + "010" + "0" + "000010100" + "0001100" + "1" + "1" + "0"
"""Set 0, counted by order of decoding, one reference, 320 x 192, in frames; usage follows."""
BARE = b"\x67\x42\xc0\x1e" + packed(_SMALL + "0")
USED = b"\x67\x42\xc0\x1e" + packed(_SMALL + "1" + "00" + "0" + "00000" + "0")
FIRST_PPS, SECOND_PPS = b"\x68" + packed("1" + "1"), b"\x68" + packed("010" + "1")


@pytest.mark.parametrize("unit", [BARE, USED], ids=["without usage", "with usage"])
def test_an_unlabelled_set_gets_bt709_and_says_nothing_else_anew(unit: bytes):
    before = read_sequence(unit)

    after = read_sequence(before.labelled())

    assert (before.matrix, after.matrix) == (UNLABELLED, BT709)
    assert not after.full_range
    same = ("number", "profile", "constraints", "level", "chroma", "depth", "progressive")
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert after.labelled() == after.unit


def test_a_set_that_ends_early_is_refused():
    with pytest.raises(ValueError, match="ends early"):
        read_sequence(BARE[:5])


def test_a_description_survives_writing_and_reading():
    description = Description(66, 0xC0, 30, (BARE,), (FIRST_PPS, SECOND_PPS))

    assert read_description(description.to_bytes()) == description
    assert description.numbers == {0, 1}
    assert [picture_number(unit) for unit in description.pictures] == [0, 1]


def test_two_sets_under_one_number_cannot_stand_together():
    one, other = Description(66, 0xC0, 30, (BARE,), (FIRST_PPS,)), Description(66, 0x40, 31, (USED,), ())

    assert together([one, one]) == one
    with pytest.raises(ValueError, match="share a number"):
        together([one, other])


def test_start_codes_are_kept_out_of_a_payload():
    payload = b"\x00\x00\x01\x00\x00\x00\x03\x00\x00\x02"

    assert b"\x00\x00\x01" not in guarded(payload)
    assert unguarded(guarded(payload)) == payload


@pytest.mark.parametrize(("row", "number"), [("1", 0), ("010", 1), ("011", 2), ("00100", 3), ("0001000", 7)])
def test_golomb_numbers(row: str, number: int):
    assert Bits(packed(row)).golomb() == number


def test_a_unit_that_is_cut_off_is_refused():
    with pytest.raises(ValueError, match="cut off"):
        units(b"\x00\x00\x00\x09\x65")
