"""H.264's parameter sets: what a film's pictures are coded with, read and written.

Two encoders' pictures can follow each other in one track when each has parameter sets of its own under a
number of its own, and the track's description (`avcC`, ISO/IEC 14496-15) names them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.adapters.renderer.smart.bits import Bits, guarded, packed, unguarded

SPS, PPS = 7, 8
_WITH_CHROMA = (100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135)
BT709 = 1
UNLABELLED = 2
_ANY_SHAPE = 255
_TV_709 = f"1{5:03b}01{BT709:08b}{BT709:08b}{BT709:08b}"
"""The signal's label: unspecified format, television's range, BT.709 in all three."""


@dataclass(frozen=True)
class Sequence264:
    """What a sequence parameter set says, as far as it matters here."""

    unit: bytes
    number: int
    profile: int
    constraints: int
    level: int
    chroma: int
    depth: int
    progressive: bool
    full_range: bool
    matrix: int
    has_label: bool
    label_at: int
    """Bit where the signal's label is, or would be."""
    has_usage: bool
    """Whether there is usage information, in which the label stands."""

    def labelled(self) -> bytes:
        """The set, saying that colours are BT.709 where it said nothing."""
        if self.matrix != UNLABELLED or self.full_range:
            return self.unit
        row = Bits(unguarded(self.unit)).row.rstrip("0")[:-1]
        before = row[: self.label_at]
        if not self.has_usage:
            # Only the label: no shape, overscan, chroma place, timing, buffering, struct or reorder facts.
            return guarded(packed(f"{before[:-1]}100{_TV_709}000000"))
        old = Bits(unguarded(self.unit))
        old.at = self.label_at
        _read_label(old)
        return guarded(packed(before + _TV_709 + row[old.at :]))


@dataclass(frozen=True)
class Description:
    """A track's `avcC`: how it is coded, and the parameter sets by what they are."""

    profile: int
    constraints: int
    level: int
    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]

    @cached_property
    def facts(self) -> tuple[Sequence264, ...]:
        return tuple(read_sequence(unit) for unit in self.sequences)

    @property
    def numbers(self) -> set[int]:
        """Taken by parameter sets of either kind."""
        return {sequence.number for sequence in self.facts} | {picture_number(unit) for unit in self.pictures}

    @property
    def units(self) -> set[bytes]:
        return {*self.sequences, *self.pictures}

    def labelled(self) -> "Description":
        """With colours called BT.709 where nothing was said of them."""
        sequences = tuple(facts.labelled() for facts in self.facts)
        return Description(self.profile, self.constraints, self.level, sequences, self.pictures)

    def to_bytes(self) -> bytes:
        """As an `avcC` for pictures whose units have lengths of four bytes."""
        head = bytes((1, self.profile, self.constraints, self.level, 0xFF))
        tail = b"\xfd\xf8\xf8\x00" if self.profile in _WITH_CHROMA else b""
        sequences = bytes((0xE0 | len(self.sequences),)) + _listed(self.sequences)
        return head + sequences + bytes((len(self.pictures),)) + _listed(self.pictures) + tail


def read_description(avcc: bytes) -> Description:
    """Raises `ValueError` for anything that is not a whole `avcC` with lengths of four bytes."""
    if len(avcc) < 7 or avcc[0] != 1 or avcc[4] & 3 != 3:
        raise ValueError("not a description with lengths of four bytes")
    sequences, at = _read_listed(avcc, 6, avcc[5] & 31)
    pictures, _ = _read_listed(avcc, at + 1, avcc[at])
    return Description(avcc[1], avcc[2], avcc[3], sequences, pictures)


def together(descriptions: Sequence[Description]) -> Description:
    """One description for all. Raises `ValueError` if two different sets share a number."""
    sequences = tuple(dict.fromkeys(unit for each in descriptions for unit in each.sequences))
    pictures = tuple(dict.fromkeys(unit for each in descriptions for unit in each.pictures))
    for numbers in (
        [read_sequence(unit).number for unit in sequences],
        [picture_number(unit) for unit in pictures],
    ):
        if len(set(numbers)) != len(numbers):
            raise ValueError("two parameter sets share a number")
    constraints = 0xFF
    for each in descriptions:
        constraints &= each.constraints
    level = max(each.level for each in descriptions)
    return Description(descriptions[0].profile, constraints, level, sequences, pictures)


def units(packet: bytes) -> list[bytes]:
    """The units of a picture, each behind its length in four bytes. Raises `ValueError` if one is cut."""
    found: list[bytes] = []
    at = 0
    while at + 4 <= len(packet):
        end = at + 4 + int.from_bytes(packet[at : at + 4])
        if end > len(packet):
            raise ValueError("a unit is cut off")
        found.append(packet[at + 4 : end])
        at = end
    return found


def unit_kind(unit: bytes) -> int:
    return unit[0] & 31 if unit else 0


def picture_number(unit: bytes) -> int:
    """The number of a picture parameter set."""
    return Bits(unguarded(unit[1:16])).golomb()


def read_sequence(unit: bytes) -> Sequence264:
    """Raises `ValueError` for a set that ends early or is coded otherwise than in frames."""
    bits = Bits(unguarded(unit))
    bits.number(8)
    profile, constraints, level, number = bits.number(8), bits.number(8), bits.number(8), bits.golomb()
    chroma, depth = _read_samples(bits) if profile in _WITH_CHROMA else (1, 8)
    _read_order(bits)
    bits.golomb(), bits.flag(), bits.golomb(), bits.golomb()
    progressive = bits.flag()
    if not progressive:
        bits.flag()
    bits.flag()
    if bits.flag():
        for _ in range(4):
            bits.golomb()
    has_usage = bits.flag()
    label_at, has_label, full_range, matrix = bits.at, False, False, UNLABELLED
    if has_usage:
        _read_shape(bits)
        label_at = bits.at
        has_label, full_range, matrix = _read_label(bits)
    return Sequence264(
        *(unit, number, profile, constraints, level, chroma, depth, progressive),
        *(full_range, matrix, has_label, label_at, has_usage),
    )


def _read_samples(bits: Bits) -> tuple[int, int]:
    """Chroma format, and bits of a sample (the deeper of luma and chroma)."""
    chroma = bits.golomb()
    if chroma == 3:
        bits.flag()
    depth = 8 + max(bits.golomb(), bits.golomb())
    bits.flag()
    if bits.flag():
        for index in range(12 if chroma == 3 else 8):
            if bits.flag():
                _skip_scaling(bits, 16 if index < 6 else 64)
    return chroma, depth


def _skip_scaling(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _read_order(bits: Bits) -> None:
    """How pictures are counted and put in order."""
    bits.golomb()
    kind = bits.golomb()
    if kind == 0:
        bits.golomb()
    elif kind == 1:
        bits.flag(), bits.signed(), bits.signed()
        for _ in range(bits.golomb()):
            bits.signed()


def _read_shape(bits: Bits) -> None:
    """The pixels' shape and the overscan."""
    if bits.flag() and bits.number(8) == _ANY_SHAPE:
        bits.number(32)
    if bits.flag():
        bits.flag()


def _read_label(bits: Bits) -> tuple[bool, bool, int]:
    """Whether the signal is labelled, whether it has the full range, and its colour matrix."""
    if not bits.flag():
        return False, False, UNLABELLED
    bits.number(3)
    full_range = bits.flag()
    if not bits.flag():
        return True, full_range, UNLABELLED
    bits.number(16)
    return True, full_range, bits.number(8)


def _listed(sets: Sequence[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(2) + unit for unit in sets)


def _read_listed(avcc: bytes, at: int, count: int) -> tuple[tuple[bytes, ...], int]:
    found: list[bytes] = []
    for _ in range(count):
        end = at + 2 + int.from_bytes(avcc[at : at + 2])
        if end > len(avcc):
            raise ValueError("a description is cut off")
        found.append(avcc[at + 2 : end])
        at = end
    return tuple(found), at
