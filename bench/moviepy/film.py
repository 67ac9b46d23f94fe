"""Makes a film with MoviePy, as its documentation shows it, from a job told as JSON on standard input.

Runs in MoviePy's own environment; nothing of Everkeep is imported here.
"""

import json
import sys
from typing import Any

from moviepy import (
    AudioFileClip,
    CompositeAudioClip,
    CompositeVideoClip,
    ImageClip,
    VideoFileClip,
    afx,
    concatenate_videoclips,
    vfx,
)


def make(job: dict[str, Any]) -> None:
    """Cut, lay pictures over it, put music under it, and encode."""
    source = VideoFileClip(job["source"])
    cut = concatenate_videoclips([source.subclipped(start, end) for start, end in job["cuts"]])
    film = CompositeVideoClip([cut, *(sticker(one) for one in job["stickers"])], size=cut.size)
    music = AudioFileClip(job["song"]).with_effects(
        [afx.AudioLoop(duration=film.duration), afx.MultiplyVolume(job["volume"])]
    )
    film = film.with_audio(CompositeAudioClip([cut.audio, music]))
    film.write_videofile(
        job["target"],
        fps=job["fps"],
        codec="libx264",
        preset=job["preset"],
        ffmpeg_params=["-crf", job["crf"]],
        audio_codec="aac",
        audio_bitrate="192k",
        temp_audiofile_path=job["folder"],
        logger=None,
    )


def sticker(one: dict[str, Any]) -> ImageClip:
    """A drawn picture with its alpha, where and when it shows."""
    shown = ImageClip(one["path"]).with_start(one["start"]).with_duration(one["end"] - one["start"])
    shown = shown.with_position((one["x"], one["y"]))
    fades = [fade(one[name]) for name, fade in FADES.items() if one[name]]
    return shown.with_effects(fades)


FADES = {"fade_in": vfx.CrossFadeIn, "fade_out": vfx.CrossFadeOut}

if __name__ == "__main__":
    make(json.load(sys.stdin))
