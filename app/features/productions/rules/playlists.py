"""The texts of HTTP Live Streaming (RFC 8216): which versions a film has, and where their pieces lie."""

from collections.abc import Mapping, Sequence
from math import ceil

from app.kernel.ports.renderer import Version

MIME = "application/vnd.apple.mpegurl"
SOUND = "sound"


def master_playlist(versions: Sequence[Version], addresses: Mapping[str, str], frame_rate: float) -> str:
    """All versions; `addresses` are those of their own playlists, by name."""
    sound = next(version for version in versions if version.name == SOUND)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{SOUND}",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,'
        f'CHANNELS="2",URI="{addresses[SOUND]}"',
    ]
    for version in versions:
        if version is sound:
            continue
        peak, average = (
            of_picture + of_sound
            for of_picture, of_sound in zip(_bandwidths(version), _bandwidths(sound), strict=True)
        )
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},"
            f'CODECS="{version.codecs},{sound.codecs}",RESOLUTION={version.width}x{version.height},'
            f'FRAME-RATE={frame_rate:.3f},AUDIO="{SOUND}"',
            addresses[version.name],
        ]
    return "\n".join(lines) + "\n"


def media_playlist(version: Version, address: str, size: int) -> str:
    """The pieces of one version, all in the file of `size` bytes at `address`."""
    longest = max(seconds for _, seconds in version.pieces)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        # A client rounds each piece's length to whole seconds before it compares.
        f"#EXT-X-TARGETDURATION:{max(1, ceil(longest - 0.5))}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f'#EXT-X-MAP:URI="{address}",BYTERANGE="{version.header_bytes}@0"',
    ]
    start = size - sum(length for length, _ in version.pieces)
    for length, seconds in version.pieces:
        lines += [f"#EXTINF:{seconds:.5f},", f"#EXT-X-BYTERANGE:{length}@{start}", address]
        start += length
    return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"


def _bandwidths(version: Version) -> tuple[int, int]:
    """Bits a second of the hungriest piece, and of all."""
    total = sum(length for length, _ in version.pieces)
    lasts = sum(seconds for _, seconds in version.pieces)
    # A last piece of a few frames says nothing about what a connection must carry.
    rates = [length / seconds for length, seconds in version.pieces[:-1] or version.pieces]
    return ceil(8 * max(*rates, total / lasts)), ceil(8 * total / lasts)
