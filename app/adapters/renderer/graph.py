"""The filter graphs of a film. Only numbers and names made here ever become filter syntax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.adapters.renderer.captions import CaptionFilm
from app.adapters.renderer.grid import Grid
from app.adapters.renderer.sound import measuring_chains, sound_chains
from app.kernel.ports.renderer import MediaInfo, RenderPlan

_SEEK_MARGIN_SECONDS = 2
_STANDING_SECONDS = 60
_WORTH_SEEKING_SECONDS = 8

_HD_EDGE = 720

BT709 = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
TO_709 = "out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int"
_TONE_MAP = (
    "setparams=colorspace=bt2020nc:color_primaries=bt2020,zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,"
    "tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv"
)
STEADY_INPUT = ("-reinit_filter:v", "0")
"""A picture that changes its size midway is scaled; building the graph anew would count from zero."""
SAFE_INPUT = ("-protocol_whitelist", "file,pipe")


@dataclass(frozen=True)
class Sticker:
    """A drawn layer, cut to what is not clear: file, place, and when it shows, in frames."""

    path: Path
    x: int
    y: int
    first: int
    frames: int
    fade_in: int = 0
    fade_out: int = 0

    @property
    def end(self) -> int:
        return self.first + self.frames


@dataclass(frozen=True)
class Pictures:
    """What was drawn for a film."""

    stickers: tuple[Sticker, ...] = ()
    """Bottom to top."""
    page: Path | None = None
    """The opening picture, of the film's size."""
    captions: CaptionFilm | None = None
    """Over all stickers."""


@dataclass(frozen=True)
class Graph:
    """The files that are read, each with its options, and the filters that end in a named output."""

    files: tuple[tuple[str, ...], ...]
    filters: str

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(option for file in self.files for option in file)


def picture_graph(plan: RenderPlan, grid: Grid, pictures: Pictures, done: int = 0) -> Graph:
    """Everything that happens to the source on its way into the picture, which comes out of `[film]`.

    The first `done` frames of the film are there already and are left out, unread where they can be.
    """
    left = grid.behind(done)
    stickers = [sticker for sticker in pictures.stickers if sticker.end > done]
    page = pictures.page if left.intro else None
    skipped = _skipped_frames(plan, left)
    files = [(*STEADY_INPUT, *_seek(left, skipped), *_file_input(plan.source))]
    files += [
        _file_input(path) for path in (*(sticker.path for sticker in stickers), *([page] if page else []))
    ]
    captions_at = len(files)
    if pictures.captions:
        files.append(_file_input(pictures.captions.path))
    chains = [
        *_cut_chains(plan, left, skipped),
        *_opening_chains(plan, left, len(stickers) + 1 if page else None),
        *_sticker_chains(left, stickers, done),
        *_caption_chains(left, pictures.captions, captions_at, f"[base{len(stickers)}]", done),
    ]
    return Graph(tuple(files), ";".join(chains))


def sound_graph(plan: RenderPlan, grid: Grid, source_at: int = 0, lufs: float | None = None) -> Graph:
    """The whole film's sound, out of `[sound]`, brought to one loudness from `lufs` where that is known.

    `source_at` files of another graph stand before its own.
    """
    skipped = _skipped_frames(plan, grid)
    return Graph(
        _sound_files(plan, grid, skipped), ";".join(sound_chains(plan, grid, skipped, source_at, lufs))
    )


def measuring_graph(plan: RenderPlan, grid: Grid, file_name: str) -> Graph:
    """The same sound, only listened to: how loud it is goes to a file. Ends in `[measured]`."""
    skipped = _skipped_frames(plan, grid)
    chains = measuring_chains(plan, grid, skipped, file_name)
    return Graph(_sound_files(plan, grid, skipped), ";".join(chains))


def _sound_files(plan: RenderPlan, grid: Grid, skipped: int) -> tuple[tuple[str, ...], ...]:
    files = [("-vn", *_seek(grid, skipped), *_file_input(plan.source))]
    if plan.music:
        endless = plan.music.loop and plan.music.clip_seconds is None
        files.append((*(("-stream_loop", "-1") if endless else ()), *_file_input(plan.music.source)))
    return tuple(files)


def _skipped_frames(plan: RenderPlan, grid: Grid) -> int:
    """Frames before the first cut that need not be decoded, on the grid, with room for a late keyframe.

    A picture of a varying rate may stand for long: the one that shows at the cut must be read too.
    """
    margin = _STANDING_SECONDS if plan.source_info.variable_frame_rate else _SEEK_MARGIN_SECONDS
    first = grid.cuts[0].first
    if first < (margin + _WORTH_SEEKING_SECONDS) * grid.rate:
        return 0
    return first - round(margin * grid.rate)


def _seek(grid: Grid, skipped: int) -> tuple[str, ...]:
    return ("-ss", f"{float(skipped / grid.rate):.6f}") if skipped else ()


def _file_input(path: Path) -> tuple[str, ...]:
    return (*SAFE_INPUT, "-i", f"file:{path.absolute()}")


def _cut_chains(plan: RenderPlan, grid: Grid, skipped: int) -> Iterator[str]:
    """The source at a constant rate, its kept pieces joined, upright, in the film's size and colours.

    The last picture is repeated without end before trimming, so that a source that ends half a frame
    early still fills the grid.
    """
    video = plan.source_info.video_stream
    source = f"[0:{video if video is not None else 'v:0'}]"
    even = f"fps=fps={grid.rate}:start_time=0:round=near,tpad=stop=-1:stop_mode=clone"
    trims = [
        f"trim=start_frame={cut.first - skipped}:end_frame={cut.end - skipped},setpts=PTS-STARTPTS"
        for cut in grid.cuts
    ]
    if len(trims) == 1:
        yield f"{source}{even},{trims[0]},{_to_film(plan)}[cut]"
        return
    names = [f"[c{index}]" for index in range(len(trims))]
    yield f"{source}{even},split={len(trims)}{''.join(names)}"
    for name, trim in zip(names, trims, strict=True):
        yield f"{name}{trim}{name.replace('c', 't')}"
    joined = "".join(name.replace("c", "t") for name in names)
    yield f"{joined}concat=n={len(trims)}:v=1:a=0,{_to_film(plan)}[cut]"


def _to_film(plan: RenderPlan) -> str:
    size = f"scale={plan.width}:{plan.height}:{TO_709}"
    return f"{to_sdr(plan.source_info)}{size},setsar=1,format=yuv420p,{BT709}"


def to_sdr(info: MediaInfo) -> str:
    """What must come before scaling: tone mapping, or the colours that an unlabelled film surely has."""
    if info.high_dynamic_range:
        return f"{_TONE_MAP},"
    if info.unknown_colours and min(info.width or 0, info.height or 0) >= _HD_EDGE:
        return "setparams=colorspace=bt709,"
    return ""


def _opening_chains(plan: RenderPlan, grid: Grid, page_at: int | None) -> Iterator[str]:
    """The film on its own clock of whole frames, behind its opening if it has one."""
    clock = _clock(grid)
    if not grid.intro:
        yield f"[cut]{clock}[base0]"
    elif page_at is None:
        yield f"[cut]tpad=start={grid.intro}:start_mode=clone,{clock}[base0]"
    else:
        yield (
            f"[{page_at}:v]scale={plan.width}:{plan.height}:{TO_709},setsar=1,format=yuv420p,{BT709},"
            f"{_still(grid, grid.intro)}[page]"
        )
        yield f"[page][cut]concat=n=2:v=1:a=0,{clock}[base0]"


def _sticker_chains(grid: Grid, stickers: Sequence[Sticker], done: int) -> Iterator[str]:
    """Each picture is decoded once, repeated only while it shows, and gone afterwards."""
    for index, sticker in enumerate(stickers):
        yield f"[{index + 1}:v]scale={TO_709},format=yuva420p,{_shown(grid, sticker, done)}[s{index}]"
        yield (
            f"[base{index}][s{index}]overlay=x={sticker.x}:y={sticker.y}:eval=init:eof_action=pass"
            f"[base{index + 1}]"
        )


def _caption_chains(
    grid: Grid, captions: CaptionFilm | None, file: int, below: str, done: int
) -> Iterator[str]:
    """Words over everything; each picture of theirs stands until the next one."""
    if captions is not None:
        clock = f"settb=expr={grid.rate.denominator}/{grid.rate.numerator},setpts=PTS-{done}"
        yield f"[{file}:v]scale={TO_709},format=yuva420p,{clock}[words]"
        yield f"{below}[words]overlay=x={captions.x}:y={captions.y}:eval=init:eof_action=pass[worded]"
        below = "[worded]"
    yield f"{below}{BT709}[film]"


def _shown(grid: Grid, sticker: Sticker, done: int) -> str:
    """The picture on the clock of what is left; one that shows already goes on as if it never stopped."""
    gone = max(0, done - sticker.first)
    if not gone:
        return f"{_still(grid, sticker.frames, sticker.first - done)}{_fades(sticker)}"
    return f"{_still(grid, sticker.frames)}{_fades(sticker)},trim=start_frame={gone},{_clock(grid)}"


def _still(grid: Grid, frames: int, first: int = 0) -> str:
    """One picture as so many frames of the film's clock."""
    return f"loop=loop={frames - 1}:size=1:start=0,{_clock(grid)}+{first}"


def _clock(grid: Grid) -> str:
    rate = grid.rate
    return f"settb=expr={rate.denominator}/{rate.numerator},setpts=N"


def _fades(sticker: Sticker) -> str:
    fades = ""
    if sticker.fade_in:
        fades += f",fade=type=in:start_frame=0:nb_frames={sticker.fade_in}:alpha=1"
    if sticker.fade_out:
        start = sticker.frames - sticker.fade_out
        fades += f",fade=type=out:start_frame={start}:nb_frames={sticker.fade_out}:alpha=1"
    return fades
