"""The film's sound: what is kept, how loud, what gives way to what."""

import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.adapters.renderer.ffmpeg import ffmpeg_path
from app.kernel.ports.renderer import Rendered
from tests.adapters.films import X264, corner_colours, corners, frames, level, plan_of, render, sound, tone
from tests.media import Media

SPEECH, MUSIC = 400, 1500
"""Pitches in hertz that stand for the film's own sound and for the music."""


def heard(media: Media, name: str, samples: str, seconds: float = 3) -> Path:
    """A film whose sound is `samples`, an expression of `t`."""
    return media.encoded(
        name,
        *("-f", "lavfi", "-i", f"testsrc2=s=160x120:r=25:d={seconds}"),
        *("-f", "lavfi", "-i", f"aevalsrc='{samples}':s=48000:d={seconds}"),
        *X264,
    )


def speech(media: Media) -> Path:
    """3 s with a tone from 1 s to 2 s."""
    return heard(media, "speech.mp4", f"if(between(t,1,2),0.4*sin(2*PI*{SPEECH}*t),0)")


def music(media: Media) -> Path:
    return tone(media, "song.flac", MUSIC, seconds=4)


@pytest.fixture
def film(media: Media) -> Path:
    return speech(media)


@pytest.fixture
def song(media: Media) -> Path:
    return music(media)


def dressed(film: Path, song: Path, folder: Path, **audio: Any) -> Rendered:
    preset = {"fade": False, "musicGainDb": -6} | audio
    return render(plan_of(film, {"musicUploadId": 1}, {"audio": preset}, {1: song}), folder)


def loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) as EBU R128 measures them."""
    command = [ffmpeg_path(), "-nostdin", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = told[told.rindex("Summary:") :]
    lufs = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert lufs
    assert peak
    return float(lufs[1]), float(peak[1])


def test_a_mix_keeps_speech_and_picture(film: Path, song: Path, tmp_path: Path):
    made = dressed(film, song, tmp_path)

    track = sound(made.video)
    assert level(track, 1.2, 1.8, SPEECH) > -40
    assert level(track, 1.2, 1.8, MUSIC) > -40
    assert level(track, 0.2, 0.8, SPEECH) < level(track, 1.2, 1.8, SPEECH) - 30
    assert len(frames(made.video)) == 75


def test_replace_keeps_the_picture_and_drops_the_sound(film: Path, song: Path, tmp_path: Path):
    made = dressed(film, song, tmp_path, mode="replace")

    track = sound(made.video)
    assert level(track, 1.2, 1.8, SPEECH) < level(track, 1.2, 1.8, MUSIC) - 40
    assert len(frames(made.video)) == 75
    assert made.info.duration_seconds == pytest.approx(3, abs=0.001)


def test_a_silent_film_gets_a_silent_track(media: Media, tmp_path: Path):
    made = render(plan_of(corners(media, "corners.mp4", 160, 120)), tmp_path)

    assert made.info.has_audio
    assert np.abs(sound(made.video)).max() == 0
    assert sound(made.video).size / 48_000 == pytest.approx(2, abs=0.03)


def test_music_under_a_silent_film_keeps_its_picture(media: Media, song: Path, tmp_path: Path):
    made = dressed(corners(media, "corners.mp4", 160, 120), song, tmp_path)

    assert level(sound(made.video), 0.5, 1.5, MUSIC) > -40
    assert len(set(corner_colours(frames(made.video)[20][1]))) == 4


def test_gains_are_decibels_between_speech_and_music(film: Path, song: Path, tmp_path: Path):
    distances = []
    for name, gain in (("as it is", 0), ("lower", -12)):
        made = dressed(film, song, tmp_path / name, musicGainDb=gain, videoGainDb=0)
        track = sound(made.video)
        distances.append(level(track, 1.2, 1.8, SPEECH) - level(track, 1.2, 1.8, MUSIC))

    assert distances[0] == pytest.approx(20 * np.log10(0.4 / 0.5), abs=0.7)
    assert distances[1] - distances[0] == pytest.approx(12, abs=0.7)


@pytest.fixture(scope="module")
def ducked(media: Media, tmp_path_factory: pytest.TempPathFactory) -> dict[str, NDArray[np.float32]]:
    """What is heard where music gives way to a second of speech, by the way of ducking."""
    folder = tmp_path_factory.mktemp("ducked")
    return {
        ducking: sound(
            dressed(speech(media), music(media), folder / ducking, ducking=ducking, duckDb=12).video
        )
        for ducking in ("rolling", "abrupt")
    }


@pytest.mark.parametrize("ducking", ["rolling", "abrupt"])
def test_music_gives_way_to_speech_by_so_many_decibels(ducked: dict[str, NDArray[np.float32]], ducking: str):
    track = ducked[ducking]

    beside, under = level(track, 0.3, 0.8, MUSIC), level(track, 1.5, 1.9, MUSIC)
    assert under - beside == pytest.approx(-12, abs=0.7)
    assert level(track, 1.5, 1.9, SPEECH) - beside == pytest.approx(20 * np.log10(0.4 / 0.5) + 6, abs=0.7)
    assert level(track, 2.7, 2.95, MUSIC) > under + 3


def test_abrupt_ducking_comes_and_goes_sooner(ducked: dict[str, NDArray[np.float32]]):
    steps = {
        ducking: (level(track, 1.04, 1.08, MUSIC), level(track, 2.15, 2.25, MUSIC))
        for ducking, track in ducked.items()
    }
    beside = level(ducked["abrupt"], 0.3, 0.8, MUSIC)

    assert steps["abrupt"][0] == pytest.approx(beside - 12, abs=1.5)
    assert steps["rolling"][0] > beside - 9
    assert steps["abrupt"][1] == pytest.approx(beside, abs=1)
    assert steps["rolling"][1] < beside - 6


def test_quiet_sound_ducks_only_a_sensitive_gate(media: Media, song: Path, tmp_path: Path):
    film = heard(media, "murmur.mp4", f"if(gt(t,1),0.006*sin(2*PI*{SPEECH}*t),0)")
    drops = {}
    for gate in ("sensitive", "normal", "strict"):
        track = sound(dressed(film, song, tmp_path / gate, ducking="abrupt", gate=gate).video)
        drops[gate] = level(track, 0.3, 0.8, MUSIC) - level(track, 1.3, 1.8, MUSIC)

    assert drops["sensitive"] > 6
    assert drops["normal"] < 3
    assert drops["strict"] < 3


def test_music_begins_anew_until_the_film_ends(media: Media, film: Path, tmp_path: Path):
    short = tone(media, "short.flac", MUSIC, seconds=1)

    looped = sound(dressed(film, short, tmp_path / "looped", mode="replace").video)
    once = sound(dressed(film, short, tmp_path / "once", mode="replace", loop=False).video)

    assert level(looped, 2.3, 2.8, MUSIC) > -40
    assert level(once, 2.3, 2.8, MUSIC) < -80


def test_only_the_clip_of_the_music_sounds(media: Media, film: Path, tmp_path: Path):
    rising = media.encoded(
        "two-pitches.flac",
        *("-f", "lavfi", "-i", f"aevalsrc='0.5*sin(2*PI*if(lt(t,2),{MUSIC},{SPEECH})*t)':s=48000:d=4"),
    )

    looped = sound(dressed(film, rising, tmp_path / "a", mode="replace", clipSeconds=2).video)
    once = sound(dressed(film, rising, tmp_path / "b", mode="replace", clipSeconds=2, loop=False).video)

    assert level(looped, 2.3, 2.8, MUSIC) > level(looped, 2.3, 2.8, SPEECH) + 30
    assert level(once, 2.3, 2.8, MUSIC) < -80


def test_music_fades_in_and_out(film: Path, song: Path, tmp_path: Path):
    track = sound(dressed(film, song, tmp_path, mode="replace", fade=True).video)

    middle = level(track, 1.0, 1.5, MUSIC)
    assert level(track, 0.0, 0.1, MUSIC) < middle - 6
    assert level(track, 2.9, 3.0, MUSIC) < middle - 6


def test_music_sounds_under_the_opening(film: Path, song: Path, tmp_path: Path):
    config = {"musicUploadId": 1, "intro": {"kind": "freeze_first_frame", "seconds": 2}}
    made = render(plan_of(film, config, {"audio": {"fade": False}}, {1: song}), tmp_path)

    assert level(sound(made.video), 0.5, 1.5, MUSIC) > -45


def test_cuts_do_not_click(media: Media, tmp_path: Path):
    film = heard(media, "hum.mp4", "0.5*cos(2*PI*110*t)")
    ranges = [{"start": 0.1, "end": 0.7}, {"start": 1.2, "end": 2.3}]

    track = sound(render(plan_of(film, {"editRanges": ranges}), tmp_path).video)

    steepest = np.abs(np.diff(track[24_000:60_000])).max()
    assert steepest < 0.05
    assert np.abs(track[28_750:28_850]).max() < 0.15


@pytest.mark.parametrize("gain", [0, -20])
def test_the_film_is_brought_to_one_loudness(film: Path, song: Path, tmp_path: Path, gain: int):
    lufs, peak = loudness(dressed(film, song, tmp_path, mode="replace", musicGainDb=gain).video)

    assert lufs == pytest.approx(-16, abs=0.5)
    assert peak <= -1.5


@pytest.mark.parametrize(("first", "then"), [(0.02, 0.02), (0.95, 0.95), (0.06, 0.6), (0.6, 0.06)])
def test_loud_and_quiet_keep_their_distance(media: Media, tmp_path: Path, first: float, then: float):
    spoken = f"if(lt(t,3),{first},{then})*(0.6+0.4*sin(2*PI*4*t))*sin(2*PI*{SPEECH}*t)"
    made = render(plan_of(heard(media, f"talk-{first}-{then}.mp4", spoken, seconds=6)), tmp_path)

    lufs, peak = loudness(made.video)
    track = sound(made.video)
    assert lufs == pytest.approx(-16, abs=0.5)
    assert peak <= -1.5
    apart = level(track, 4, 5, SPEECH) - level(track, 1, 2, SPEECH)
    assert apart == pytest.approx(20 * np.log10(then / first), abs=0.5)


def test_peaks_stay_under_the_ceiling(media: Media, tmp_path: Path):
    clapping = f"if(lt(mod(t,0.8),0.002),0.95*sin(2*PI*3000*t),0.03*sin(2*PI*{SPEECH}*t))"
    made = render(plan_of(heard(media, "claps.mp4", clapping, seconds=4)), tmp_path)

    assert loudness(made.video)[1] <= -1.5


def test_a_silent_track_stays_silent(media: Media, tmp_path: Path):
    made = render(plan_of(heard(media, "hush.mp4", "0", seconds=1)), tmp_path)

    assert np.abs(sound(made.video)).max() == 0
