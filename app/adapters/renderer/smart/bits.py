"""Reading numbers out of H.264 headers, bit by bit (ITU-T H.264, 7.2 and 9.1)."""

import re

_GUARDED = re.compile(rb"\x00\x00\x03(?=[\x00-\x03]|$)")
_NEEDS_GUARD = re.compile(rb"\x00\x00(?=[\x00-\x03])")


class Bits:
    """A header's payload as a row of `0` and `1`, and how far it has been read.

    Headers are a few dozen bytes, so text is quick enough and can be cut and joined.
    """

    def __init__(self, payload: bytes) -> None:
        self.row = "".join(f"{byte:08b}" for byte in payload)
        self.at = 0

    def flag(self) -> bool:
        return bool(self.number(1))

    def number(self, width: int) -> int:
        """An unsigned number of `width` bits. Raises `ValueError` behind the end."""
        end = self.at + width
        if end > len(self.row):
            raise ValueError("a header ends early")
        read, self.at = self.row[self.at : end], end
        return int(read or "0", 2)

    def golomb(self) -> int:
        """An unsigned Exp-Golomb number."""
        zeros = 0
        while not self.flag():
            zeros += 1
        return (1 << zeros) - 1 + self.number(zeros)

    def signed(self) -> int:
        """A signed Exp-Golomb number."""
        code = self.golomb()
        return (code + 1) // 2 if code % 2 else -(code // 2)


def unguarded(unit: bytes) -> bytes:
    """A unit's payload without the bytes that keep it from looking like a start code."""
    return _GUARDED.sub(b"\x00\x00", unit)


def guarded(payload: bytes) -> bytes:
    """The reverse of `unguarded`."""
    return _NEEDS_GUARD.sub(b"\x00\x00\x03", payload)


def packed(row: str) -> bytes:
    """A row of bits as bytes, closed by the stop bit that every header ends with."""
    closed = row + "1"
    closed += "0" * (-len(closed) % 8)
    return int(closed, 2).to_bytes(len(closed) // 8)
