"""Copied and made pictures in a real browser: every frame is decoded, both sides of each seam are right."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from playwright.sync_api import Page, sync_playwright

from tests.adapters.films import frames, plan_of, render
from tests.adapters.test_renderer_smart import CUTS, ENCODERS, difference, footage, pieces_of
from tests.media import Media
from tests.services import need

_ADDRESS = "http://localhost/film"
_DECODE = """async ({description, chunks}) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const shown = []; let error = null;
  const decoder = new VideoDecoder({
    output: (frame) => { shown.push(frame.timestamp); frame.close(); },
    error: (what) => { error = String(what); },
  });
  const head = [...bytes(description).slice(1, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  decoder.configure({codec: `avc1.${head}`, description: bytes(description)});
  for (const [timestamp, type, data] of chunks) {
    decoder.decode(new EncodedVideoChunk({timestamp, type, data: bytes(data)}));
  }
  await decoder.flush();
  return {shown, error};
}"""
_PLAY = """async (film) => {
  const bytes = Uint8Array.from(atob(film), (letter) => letter.charCodeAt(0));
  const video = document.createElement("video");
  document.body.append(video);
  video.muted = true; video.playbackRate = 4;
  const ended = new Promise((done, fail) => {
    video.onended = done;
    video.onerror = () => fail(new Error(video.error.message));
  });
  video.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
  await video.play();
  await ended;
  const quality = video.getVideoPlaybackQuality();
  return {total: quality.totalVideoFrames, corrupted: quality.corruptedVideoFrames, seconds: video.duration};
}"""
_LOOK = """async ({moments, frame, width, height}) => {
  const video = document.querySelector("video");
  const canvas = new OffscreenCanvas(width, height).getContext("2d", {willReadFrequently: true});
  const seen = [];
  for (const moment of moments) {
    const there = new Promise((done) => {
      const look = (_, {mediaTime}) => {
        const before = moment - mediaTime;
        if (before >= 0 && before < frame) done(); else video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
    });
    video.currentTime = moment;
    await there;
    canvas.drawImage(video, 0, 0, width, height);
    const pixels = canvas.getImageData(0, 0, width, height).data;
    seen.push(btoa(Array.from(pixels, (byte) => String.fromCharCode(byte)).join("")));
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    need(path, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = opened.new_page()
        page.route(_ADDRESS, lambda route: route.fulfill(body="<body></body>", content_type="text/html"))
        yield page
        opened.close()


@pytest.mark.parametrize("name", ["pyramid.mp4", "phone.mp4"])
def test_every_frame_is_decoded_and_both_sides_of_each_seam_are_right(
    media: Media, tmp_path: Path, page: Page, name: str
):
    plan = plan_of(footage(media, name, *ENCODERS[name]), {"editRanges": CUTS})
    made = render(plan, tmp_path)
    page.goto(_ADDRESS)

    decoded = page.evaluate(_DECODE, _coded(made.video))
    played = page.evaluate(_PLAY, base64.b64encode(made.video.read_bytes()).decode())

    seen = [picture for _, picture in frames(made.video)]
    assert made.way == "smart"
    assert decoded["error"] is None
    assert len(decoded["shown"]) == len(seen)
    assert decoded["shown"] == sorted(set(decoded["shown"]))
    assert (played["total"], played["corrupted"]) == (len(seen), 0)
    assert played["seconds"] == pytest.approx(len(seen) / plan.frame_rate, abs=0.05)
    seams = [at for piece in pieces_of(plan)[1:] for at in (piece.first - 1, piece.first)]
    moments = [(at + 0.5) / plan.frame_rate for at in seams]
    sizes = {"frame": 1 / plan.frame_rate, "width": plan.width, "height": plan.height}
    looked = page.evaluate(_LOOK, {"moments": moments, **sizes})
    for at, pixels in zip(seams, looked, strict=True):
        rgba = np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(plan.height, plan.width, 4)
        colours = rgba[..., :3]
        near = range(max(at - 1, 0), min(at + 2, len(seen)))
        assert min(near, key=lambda other, colours=colours: difference(colours, seen[other])) == at
        assert difference(colours, seen[at]) < 4


def _coded(film: Path) -> dict[str, Any]:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        chunks = [
            (
                round(packet.pts * packet.time_base * 1_000_000),
                "key" if packet.is_keyframe else "delta",
                base64.b64encode(bytes(packet)).decode(),
            )
            for packet in container.demux(stream)
            if packet.size
        ]
        return {"description": base64.b64encode(stream.codec_context.extradata).decode(), "chunks": chunks}
