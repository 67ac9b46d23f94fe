"""What the live planet asks for and shows, and how a turning one is taken apart: their scripts in a browser,
with no server behind them."""

from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from app.features.planets.components import globe

SCRIPTS = Path(globe.__file__).parent
ORIGIN = "http://planet.test"
PREVIEW = "/api/planets/1/builder/preview"
STORED = f"{PREVIEW}?v={'0' * 32}"

PAGE = """<!doctype html><div id="box" style="width: 600px; height: 600px"></div><script type="module">
import { Previews } from "/previews.js";
import { framesOf } from "/frames.js";
const box = document.getElementById("box");
Object.assign(window, { framesOf, shown: [], trouble: false });
const show = (image) => {
  box.replaceChildren(image);
  shown.push(previews.shown.key);
};
window.previews = new Previews(box, show, (is) => (trouble = is));
</script>"""


def webp(width: int = 16, height: int = 16) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "#5588cc").save(file, "WEBP")
    return file.getvalue()


class Painter:
    """Holds every question for a picture until the test answers it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[Route] = []
        self.given_up = 0
        page.on("requestfailed", self._gone)
        page.route(f"{ORIGIN}/**", self._serve)
        page.goto(f"{ORIGIN}/")
        page.wait_for_function("window.previews")

    def _serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == PREVIEW:
            self.waiting.append(route)
        elif path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        else:
            route.fulfill(body=(SCRIPTS / path[1:]).read_text(), content_type="text/javascript")

    def _gone(self, request: Any) -> None:
        self.given_up += 1
        self.waiting = [route for route in self.waiting if route.request != request]

    def want(self, answers: str = "", url: str = STORED) -> None:
        self.page.evaluate("([url, answers]) => previews.want(url, answers)", [url, answers])

    def asked(self, many: int = 1) -> list[dict[str, str]]:
        """What the waiting questions ask for, once there are so `many`."""
        self.until(lambda: len(self.waiting) >= many)
        return [
            {name: value for name, [value] in parse_qs(urlsplit(route.request.url).query).items()}
            for route in self.waiting
        ]

    def answer(self, status: int = 200, edition: str = "0" * 32, **headers: str) -> None:
        """Answer the question that has waited longest, and wait until the page has dealt with it."""
        self.asked()
        question = self.page.evaluate_handle("previews.asked")
        route = self.waiting.pop(0)
        if status == 200:
            tag = {"ETag": f'"{edition}-16-16"'}
            route.fulfill(body=webp(), content_type="image/webp", headers=tag)
        else:
            route.fulfill(status=status, body="{}", content_type="application/json", headers=headers)
        self.page.wait_for_function("question => previews.asked !== question", arg=question)

    def shown(self) -> list[str]:
        """The answers of the pictures that were shown, in their order."""
        return [key.partition(" ")[2] for key in self.page.evaluate("shown")]

    def until(self, true: Callable[[], bool]) -> None:
        """Let the page go on until something is true."""
        for _ in range(400):
            if true():
                return
            self.page.evaluate("new Promise(requestAnimationFrame)")
        raise AssertionError("it did not happen")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def painter(page: Page) -> Painter:
    return Painter(page)


def test_of_a_drag_the_picture_on_its_way_and_the_newest_are_asked_for(painter: Painter) -> None:
    for number in range(40):
        painter.want(f'{{"moon_count":{number}}}')
    assert [asked["answers"] for asked in painter.asked()] == ['{"moon_count":0}']

    painter.answer()
    assert [asked["answers"] for asked in painter.asked()] == ['{"moon_count":39}']
    painter.answer()

    assert painter.shown() == ['{"moon_count":0}', '{"moon_count":39}']
    assert painter.given_up == 0


def test_a_sharp_picture_follows_when_things_rest_and_is_given_up_for_a_change(painter: Painter) -> None:
    painter.want()
    [quick] = painter.asked()
    painter.answer()
    [sharp] = painter.asked()
    assert int(quick["width"]) < 600 <= int(sharp["width"])
    assert (quick["height"], sharp["height"]) == (quick["width"], sharp["width"])

    painter.want('{"surface_type":"gas"}')

    painter.until(lambda: painter.given_up == 1)
    [next_one] = painter.asked()
    assert next_one["answers"] == '{"surface_type":"gas"}'
    assert int(next_one["width"]) < 600
    assert next_one["page"] == sharp["page"]


def test_a_box_that_was_turned_shows_its_picture_whole_until_one_of_its_shape_is_there(
    painter: Painter, page: Page
) -> None:
    painter.want()
    painter.answer()
    whole = page.locator("#box > img[data-whole]")
    assert whole.count() == 0

    page.evaluate("Object.assign(box.style, { width: '844px', height: '156px' })")

    expect(whole).to_have_count(1)
    painter.until(lambda: any(asked["height"] != asked["width"] for asked in painter.asked()))
    turned = painter.asked()[-1]
    assert int(turned["height"]) / int(turned["width"]) == pytest.approx(156 / 844, abs=0.02)
    painter.answer()
    expect(whole).to_have_count(0)


def test_an_answer_that_is_stored_now_is_not_painted_again(painter: Painter) -> None:
    painter.want('{"surface_type":"gas"}')
    painter.answer(edition="a" * 32)

    painter.want(url=f"{PREVIEW}?v={'a' * 32}")

    [sharp] = painter.asked()
    assert (sharp["v"], int(sharp["width"]) >= 600) == ("a" * 32, True)
    assert len(painter.shown()) == 1


def test_an_overtaken_question_is_asked_again(painter: Painter) -> None:
    painter.want('{"surface_type":"gas"}')
    painter.answer(409)
    assert painter.asked()[0]["answers"] == '{"surface_type":"gas"}'
    painter.answer()
    assert painter.page.evaluate("trouble") is False


def test_a_painter_that_fails_is_told_of_after_a_while_and_asked_again(painter: Painter) -> None:
    painter.want()
    for _ in range(3):
        assert painter.page.evaluate("trouble") is False
        painter.answer(503)
    painter.page.wait_for_function("trouble")

    painter.answer()

    assert painter.page.evaluate("trouble") is False
    assert painter.shown() == [""]


def test_what_is_refused_is_not_asked_again_until_something_changes(painter: Painter) -> None:
    painter.want('{"surface_type":"gas"}')
    painter.answer(400)

    painter.want('{"surface_type":"ice"}')

    assert [asked["answers"] for asked in painter.asked()] == ['{"surface_type":"ice"}']


def test_what_was_changed_while_a_question_was_on_its_way_is_asked_though_that_one_is_refused(
    painter: Painter,
) -> None:
    painter.want('{"surface_type":"gas"}')
    painter.asked()
    painter.want('{"surface_type":"ice"}')

    painter.answer(400)

    assert [asked["answers"] for asked in painter.asked()] == ['{"surface_type":"ice"}']


def film(chart: str = '{"x":0.5,"y":0.5,"radius":0.4,"axis":[0,1,0],"rings":[],"moons":[]}') -> bytes:
    """Four frames, each of another colour, half of them transparent."""
    frames = []
    for colour in ("#ff0000", "#00ff00", "#0000ff", "#ffff00"):
        frame = Image.new("RGBA", (32, 32))
        frame.paste(Image.new("RGBA", (16, 16), colour), (8, 8))
        frames.append(frame)
    packet = f'<rdf:Description everkeep:globe="{escape(chart)}"/>'.encode()
    file = BytesIO()
    frames[0].save(
        file, "WEBP", save_all=True, append_images=frames[1:], lossless=True, kmin=0, kmax=1, xmp=packet
    )
    return file.getvalue()


_PIXELS = """async bytes => {
    const film = framesOf(new Uint8Array(bytes).buffer);
    if (!film) return null;
    const middles = [];
    for (const { blob, x, y } of film.frames) {
        const canvas = new OffscreenCanvas(film.side, film.side), drawn = canvas.getContext("2d");
        drawn.drawImage(await createImageBitmap(blob), x, y);
        middles.push([...drawn.getImageData(16, 16, 1, 1).data, drawn.getImageData(1, 1, 1, 1).data[3]]);
    }
    return { side: film.side, radius: film.chart.radius, middles };
}"""


def test_frames_of_a_spin_are_pictures_of_their_own(painter: Painter) -> None:
    found = painter.page.evaluate(_PIXELS, list(film()))

    assert (found["side"], found["radius"]) == (32, 0.4)
    assert found["middles"] == [
        [255, 0, 0, 255, 0],
        [0, 255, 0, 255, 0],
        [0, 0, 255, 255, 0],
        [255, 255, 0, 255, 0],
    ]


@pytest.mark.parametrize("broken", [b"", b"GIF89a", webp(), film()[:60], film()[:-40]], ids=len)
def test_a_file_that_can_not_be_turned_is_told_from_one_that_can(painter: Painter, broken: bytes) -> None:
    assert painter.page.evaluate(_PIXELS, list(broken)) is None
