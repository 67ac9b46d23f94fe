"""The film's sound as filter chains: cut with the picture, mixed with music, brought to one loudness."""

from collections.abc import Iterator

from app.adapters.renderer.grid import SAMPLE_RATE, Cut, Grid
from app.kernel.ports.renderer import Music, RenderPlan

_JOIN_FADE_SAMPLES = SAMPLE_RATE // 100
"""10 ms, so that a cut does not click."""
_MUSIC_FADE_IN, _MUSIC_FADE_OUT = 0.5, 2.0
TARGET_LUFS = -16.0
_QUIETEST_LUFS = -69.0
"""Below this there is nothing to bring to a loudness; the measure itself begins at -70."""
_MOST_GAIN_DB = 30.0
_CEILING_DBTP = -2.0
"""Half a decibel under the -1.5 that is promised: the AAC encoder adds that much to a peak."""
_LOUDNESS_WINDOW = 3 * SAMPLE_RATE
_STEREO = "aformat=sample_fmts=fltp:channel_layouts=stereo"
_EVEN = f"aresample={SAMPLE_RATE}:async=1:first_pts=0,{_STEREO}"

_GATE_DB = {"sensitive": -50.0, "normal": -40.0, "strict": -30.0}
"""From which level on the film's own sound counts as speech."""
_DUCK_MS = {"rolling": (300, 3000), "abrupt": (5, 120)}
"""How fast music gives way and comes back, as ffmpeg counts: four times its time constant."""
_RATIO = 20.0


def sound_chains(
    plan: RenderPlan, grid: Grid, skipped: int, source_at: int, lufs: float | None = None
) -> Iterator[str]:
    """Chains that end in `[sound]`, exactly as long as the picture, brought from `lufs` to the target.

    `skipped` frames of the source are not read; `source_at` is its place among the inputs, and the
    music's is the next.
    """
    total = grid.samples(grid.frames)
    if not is_heard(plan):
        yield f"anullsrc=r={SAMPLE_RATE}:cl=stereo,atrim=end_sample={total}[sound]"
        return
    yield from _mixed_chains(plan, grid, skipped, source_at)
    yield f"[mixed]apad,{_brought_from(lufs)},{_STEREO},atrim=end_sample={total}[sound]"


def measuring_chains(plan: RenderPlan, grid: Grid, skipped: int, file_name: str) -> Iterator[str]:
    """Chains that end in `[measured]` and write to a file how loud the film is, as it goes on.

    The measure needs three seconds; a shorter film is heard again and again, for silence behind it would
    count.
    """
    total = grid.samples(grid.frames)
    yield from _mixed_chains(plan, grid, skipped, 0)
    again = f"apad,atrim=end_sample={total},aloop=loop=-1:size={total}"
    heard = f"apad,atrim=end_sample={total}" if total >= _LOUDNESS_WINDOW else again
    yield (
        f"[mixed]{heard},atrim=end_sample={max(total, _LOUDNESS_WINDOW)},ebur128=metadata=1,"
        f"ametadata=mode=print:key={LOUDNESS_KEY}:file={file_name}[measured]"
    )


LOUDNESS_KEY = "lavfi.r128.I"


def is_heard(plan: RenderPlan) -> bool:
    """Whether the film has any sound, of its own or music."""
    return plan.source_info.has_audio or plan.music is not None


def _brought_from(lufs: float | None) -> str:
    """One gain for the whole film, so that loud and quiet keep their distance, and a limiter for its peaks.

    Peaks lie between samples too, so it looks at four times as many.
    """
    gain = 0.0 if lufs is None or lufs < _QUIETEST_LUFS else min(TARGET_LUFS - lufs, _MOST_GAIN_DB)
    ceiling = 10 ** (_CEILING_DBTP / 20)
    limiter = f"alimiter=limit={ceiling:.6f}:attack=5:release=50:level=0:latency=1"
    return f"volume={gain:.2f}dB,aresample={4 * SAMPLE_RATE},{limiter},aresample={SAMPLE_RATE}"


def _mixed_chains(plan: RenderPlan, grid: Grid, skipped: int, source_at: int) -> Iterator[str]:
    """The film's own sound and its music as they meet, before loudness, out of `[mixed]`."""
    keeps_own = plan.source_info.has_audio and not (plan.music and plan.music.mode == "replace")
    if keeps_own:
        yield from _own_chains(plan, grid, skipped, source_at)
    if plan.music:
        yield from _music_chains(plan.music, source_at + 1, grid.samples(grid.frames))
    if plan.music and keeps_own:
        yield from _mix_chains(plan.music)
    else:
        yield f"{'[music]' if plan.music else '[own]'}anull[mixed]"


def _own_chains(plan: RenderPlan, grid: Grid, skipped: int, source_at: int) -> Iterator[str]:
    """The film's own sound, cut at the frames where the picture is cut, silent under the intro."""
    audio = plan.source_info.audio_stream
    source = f"[{source_at}:{audio if audio is not None else 'a:0'}]{_EVEN},apad"
    pieces = [_piece(grid, skipped, index, plan) for index in range(len(grid.cuts))]
    opening = f"adelay=delays={grid.samples(grid.intro)}S:all=1" if grid.intro else "anull"
    if len(pieces) == 1:
        yield f"{source},{pieces[0]},{opening}[own]"
        return
    names = [f"[a{index}]" for index in range(len(pieces))]
    yield f"{source},asplit={len(pieces)}{''.join(names)}"
    for name, piece in zip(names, pieces, strict=True):
        yield f"{name}{piece}{name.replace('a', 'b')}"
    joined = "".join(name.replace("a", "b") for name in names)
    yield f"{joined}concat=n={len(pieces)}:v=0:a=1,{opening}[own]"


def _piece(grid: Grid, skipped: int, index: int, plan: RenderPlan) -> str:
    """One kept piece. Edges are counted from the film's start, so that lengths add up exactly."""
    cut: Cut = grid.cuts[index]
    before = sum(earlier.frames for earlier in grid.cuts[:index])
    length = grid.samples(before + cut.frames) - grid.samples(before)
    start = grid.samples(cut.first - skipped)
    filters = [f"atrim=start_sample={start}:end_sample={start + length}", "asetpts=PTS-STARTPTS"]
    fade = min(_JOIN_FADE_SAMPLES, length // 2)
    if cut.first > 0:
        filters.append(f"afade=t=in:ss=0:ns={fade}")
    if index < len(grid.cuts) - 1 or plan.segments[-1].end < (plan.source_info.duration_seconds or 0.0):
        filters.append(f"afade=t=out:ss={length - fade}:ns={fade}")
    return ",".join(filters)


def _music_chains(music: Music, music_at: int, total: int) -> Iterator[str]:
    sounding = min(round(music.seconds * SAMPLE_RATE), total)
    filters = [_EVEN]
    if music.clip_seconds is not None:
        clip = round(music.clip_seconds * SAMPLE_RATE)
        filters.append(f"atrim=end_sample={clip}")
        if music.loop:
            filters.append(f"aloop=loop=-1:size={clip}")
    filters += [f"atrim=end_sample={sounding}", f"volume={music.music_gain_db:.2f}dB"]
    if music.fade:
        rise, fall = (
            round(min(part, music.seconds / 3) * SAMPLE_RATE) for part in (_MUSIC_FADE_IN, _MUSIC_FADE_OUT)
        )
        filters += [f"afade=t=in:ss=0:ns={rise}", f"afade=t=out:ss={sounding - fall}:ns={fall}"]
    yield f"[{music_at}:a:0]{','.join(filters)},apad[music]"


def _mix_chains(music: Music) -> Iterator[str]:
    """Music under speech, nothing turned down. Every input goes on without end and the mix is cut.

    A compressor whose music ends before its key has come would throw the rest of it away.
    """
    voice, bed = "[own]", "[music]"
    if music.ducking != "none" and music.duck_db > 0:
        yield "[own]asplit=2[voice][key]"
        yield f"[key]{_speech_key(music)}[spoken]"
        yield f"[music][spoken]{_ducker(music)}[ducked]"
        voice, bed = "[voice]", "[ducked]"
    yield f"{voice}apad,volume={music.video_gain_db:.2f}dB[leveled]"
    yield f"{bed}[leveled]amix=inputs=2:normalize=0:duration=first[mixed]"


def _speech_key(music: Music) -> str:
    """Full scale while there is speech, nothing while there is none: so music gives way by exact dB."""
    threshold = 10 ** (_GATE_DB[music.gate] / 20)
    gate = f"agate=threshold={threshold:.6f}:ratio=9000:range=0:attack=5:release=60:knee=1:detection=peak"
    return f"{gate},volume=60dB,asoftclip=type=hard,apad"


def _ducker(music: Music) -> str:
    """A compressor takes (key − threshold) × (1 − 1/ratio) off; with a full-scale key that is the duck."""
    threshold = 10 ** (-music.duck_db / (1 - 1 / _RATIO) / 20)
    attack, release = _DUCK_MS[music.ducking]
    return (
        f"sidechaincompress=threshold={threshold:.6f}:ratio={_RATIO:.0f}:attack={attack}:release={release}"
        ":knee=1:detection=peak:link=maximum"
    )
