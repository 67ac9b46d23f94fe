"""What plays a film's kept pieces, alone in a browser: each picture that it shows is read back.

Every picture of the film says its own number in bars of black and white, which outlive any compression.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route

from app.adapters.renderer import FfmpegRenderer
from app.features.productions.components import editor

SCRIPTS = Path(editor.__file__).parent
ORIGIN = "http://player.test"
RATE, SECONDS, BITS = 30, 8, 8
WIDTH, HEIGHT = 160, 90
LATE = 6
"""Pictures that a busy machine may miss around a cut; it never shows a wrong one."""
STALL_MS = 600
"""Of a machine that does much else besides; an idle one takes 33 to 67."""

PAGE = """<!doctype html><video muted playsinline></video><video muted playsinline></video>
<canvas></canvas><script type="module">
import { createPlayhead } from "/playhead.js";
import { createReel } from "/player/reel.js";
import { createMixer } from "/player/sound.js";
import { joined, lengthOf } from "/player/spans.js";

const BITS = 8;
const videos = [...document.querySelectorAll("video")];
const canvas = document.querySelector("canvas");
const film = URL.createObjectURL(await (await fetch("/film.mp4")).blob());
videos.forEach((video) => (video.src = film));
Object.assign(window, { seen: [], seeks: 0, together: 0, most: 0, starts: [] });
videos.forEach((video) => {
  const own = { at: 0 };
  video.addEventListener("seeking", () => (most = Math.max(most, (own.at += 1)), seeks += 1));
  video.addEventListener("seeked", () => (own.at = 0));
});

/** The number that the canvas shows, and -1 for a picture that is none of the film's. */
function read() {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, Math.round(height / 4), width, 1);
  let number = 0;
  for (let bar = -1; bar <= BITS; bar += 1) { // the first bar is white, the last one black
    const light = data[4 * Math.round((bar + 1.5) * (width / (BITS + 2)))];
    if (bar === -1 && light < 160) return -1;
    if (bar === BITS && light > 96) return -1;
    if (bar >= 0 && bar < BITS && light > 128) number += 2 ** bar;
  }
  return number;
}

const playhead = createPlayhead();
const mixer = { start() {}, turn() {} };
const onPicture = () => seen.push({ number: read(), at: performance.now(), time: playhead.get().time });
const reel = createReel({ videos, canvas, playhead, mixer, onPicture });
window.show = (pieces, opening = 0) => {
  const spans = joined(pieces);
  playhead.measure(lengthOf(spans), opening);
  reel.show(spans);
};
window.played = () => new Promise((done) => playhead.subscribe(({ playing }) => playing || done()));
window.playhead = playhead;
window.read = read;
window.createMixer = createMixer;
</script>"""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The stand-in that Everkeep makes of a film whose pictures say their number."""
    folder = tmp_path_factory.mktemp("numbered")
    source = _numbered(folder / "numbered.mp4")
    renderer = FfmpegRenderer()
    made = renderer.derive(source, renderer.probe(source), folder, lambda _done, _stage: None)
    assert made.proxy is not None
    return made.proxy.read_bytes()


def _numbered(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "10"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(RATE * SECONDS):
            bars = [1, *((number >> bit) & 1 for bit in range(BITS)), 0]
            row = np.repeat(np.array(bars, dtype=np.uint8) * 255, WIDTH // len(bars))
            picture = np.broadcast_to(row[None, :, None], (HEIGHT, WIDTH, 3))
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture
def player(browser: Browser, proxy: bytes) -> Iterator[Page]:
    """A page with `show(pieces)`, `playhead`, and `seen`: the pictures shown, by number, in their order."""

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "/film.mp4":
            route.fulfill(body=proxy, content_type="video/mp4")
        else:
            route.fulfill(body=(SCRIPTS / path[1:]).read_text(), content_type="text/javascript")

    page = browser.new_page()
    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    page.wait_for_function("window.playhead")
    yield page
    page.close()


def _play(player: Page, pieces: list[tuple[float, float]], rate: int = 1) -> list[dict[str, Any]]:
    """The pictures shown while the pieces play from their beginning to their end."""
    spans = [{"start": start, "end": end} for start, end in pieces]
    player.evaluate("spans => show(spans)", spans)
    player.wait_for_function("seen.length && !document.querySelector('video').seeking")
    seen: list[dict[str, Any]] = player.evaluate(
        "async rate => { seen.length = 0; playhead.play(rate); await played(); return seen; }",
        rate,
    )
    return seen


def _numbers(pieces: list[tuple[float, float]]) -> list[int]:
    return [number for start, end in pieces for number in range(round(start * RATE), round(end * RATE))]


@pytest.mark.parametrize("rate", [1, 2])
def test_cuts_show_no_picture_that_is_not_kept_and_do_not_stall(player: Page, rate: int):
    pieces = [(0.5, 1.5), (3.0, 4.2), (5.2, 6.0)]

    seen = _play(player, pieces, rate)

    shown = [picture["number"] for picture in seen]
    assert set(shown) <= set(_numbers(pieces)), "a flash: black, or of what was cut away"
    assert shown == sorted(shown)
    for start, end in pieces:
        of_piece = [number for number in shown if start * RATE <= number < end * RATE]
        assert of_piece[0] - start * RATE <= LATE * rate
        assert end * RATE - of_piece[-1] <= LATE * rate
    pauses = [after["at"] - before["at"] for before, after in pairwise(seen)]
    assert max(pauses) < STALL_MS


def test_the_playhead_is_where_the_picture_is(player: Page):
    pieces = [(0.5, 1.5), (3.0, 3.8)]

    seen = _play(player, pieces)

    kept = _numbers(pieces)
    off = [abs(picture["time"] * RATE - kept.index(picture["number"])) for picture in seen]
    assert max(off) <= LATE


def test_a_place_shows_the_picture_that_belongs_there(player: Page):
    player.evaluate("show([{start: 0.5, end: 1.5}, {start: 3, end: 3.8}])")

    for time, number in [
        (0, 15),
        (0.1, 18),
        (0.9, 42),
        (0.999, 44),
        (1, 90),
        (1.3, 99),
        (1.8, 113),
        (0.2, 21),
    ]:
        player.evaluate("time => playhead.seek(time)", time)
        player.wait_for_function("number => read() === number", arg=number)


def test_scrubbing_asks_for_one_place_at_a_time_and_ends_at_the_last(player: Page):
    player.evaluate("show([{start: 0, end: 8}])")
    player.wait_for_function("seen.length")
    seeks = player.evaluate("seeks")

    asked = player.evaluate(
        """async () => {
          let asked = 0;
          for (let time = 0; time < 7; time += 0.05, asked += 1) {
            playhead.scrub(time);
            if (asked % 4 === 0) await new Promise(requestAnimationFrame);
          }
          playhead.seek(7.2);
          return asked;
        }"""
    )

    player.wait_for_function("read() === 216")
    assert player.evaluate("most") == 1
    assert player.evaluate("seeks") - seeks < asked


def test_playing_backwards_jumps_the_cuts_too(player: Page):
    pieces = [(0.5, 1.1), (3.0, 3.6)]
    player.evaluate("show([{start: 0.5, end: 1.1}, {start: 3, end: 3.6}])")
    player.evaluate("playhead.seek(1.2)")
    player.wait_for_function("read() === 107")

    player.evaluate("async () => { seen.length = 0; const end = played(); playhead.shuttle(-1); await end; }")

    player.wait_for_function("read() === 15")
    shown = [picture["number"] for picture in player.evaluate("seen")]
    assert set(shown) <= set(_numbers(pieces))
    assert shown == sorted(shown, reverse=True)
    assert player.evaluate("playhead.get().time") == 0


def test_the_opening_holds_the_first_picture(player: Page):
    player.evaluate("show([{start: 1, end: 1.6}], 0.4)")
    player.evaluate("playhead.seek(0, 0.4)")
    player.wait_for_function("read() === 30")

    shown = player.evaluate(
        """async () => {
          const during = [], end = played();
          playhead.subscribe(({ opening }) => opening > 0 && during.push(read()));
          playhead.play();
          await end;
          return during;
        }"""
    )

    assert set(shown) == {30}
    player.wait_for_function("read() === 47")


def test_j_and_l_double_the_speed_and_turn_round(player: Page):
    player.evaluate("show([{start: 0, end: 8}])")
    player.evaluate("playhead.seek(4)")

    rates = [player.evaluate(f"playhead.shuttle({way}), playhead.get().rate") for way in (1, 1, 1, -1, -1)]

    assert rates == [1, 2, 4, -1, -2]
    player.evaluate("playhead.pause()")
    assert player.evaluate("playhead.get().playing") is False


def test_the_sound_changes_videos_without_a_jump(player: Page):
    """Films that are 1 all the time: what is heard is how loud each is turned, sample by sample."""
    heard = player.evaluate(
        """async () => {
          const rate = 48000, offline = new OfflineAudioContext(1, rate / 2, rate);
          const steady = () => {
            const source = offline.createConstantSource();
            source.start();
            return source;
          };
          Object.assign(offline, { createMediaElementSource: steady, resume() {} });
          window.AudioContext = function () { return offline; };
          const decks = [...document.querySelectorAll("video")].map((video) => ({ video }));
          const mixer = createMixer({ videos: decks.map(({ video }) => video), audio: new Audio() });
          mixer.start();
          const at = (second, act) => offline.suspend(second).then(() => (act(), offline.resume()));
          delete offline.resume; // the mixer has started; from here on it is the test that goes on
          mixer.turn(decks[1], 0);
          const turns = [
            at(0.128, () => mixer.turn(decks[0], 0, 0.05)),
            at(0.176, () => { mixer.turn(decks[0], 0, 0.01); mixer.turn(decks[1], 1, 0.01); }),
            at(0.256, () => mixer.turn(decks[0], 1)),
            at(0.26, () => mixer.turn(decks[0], 0, 0.03)),
          ];
          const sound = (await offline.startRendering()).getChannelData(0);
          await Promise.all(turns);
          return [...sound];
        }"""
    )

    music, begun = 1, round(0.05 * 48_000)
    curve = np.array(heard)[begun:] - music
    assert np.abs(np.diff(curve)).max() < 2.5 / (0.01 * 48_000)
    assert curve.min() < 0.6
    assert curve[-1] == pytest.approx(curve[0], abs=0.01)
