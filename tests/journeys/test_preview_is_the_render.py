"""The preview is the render: a page's composite against the finished film's frames at the same moments.

How to compare fairly. The preview plays a stand-in of the film, half its size here and strongly compressed,
which may look worse but must not show anything else. So the film itself is soft: colours that flow into each
other, and neither size nor compression takes anything from those. It changes all the time, at the stand-in's
own rate, so another moment would look different. The page is looked at in the film's size. What remains is
what is under test: the place, size, drawing and moment of every layer, and its strength in its fades.

A small logo on a large frame would hardly count. So the likeness is asked for within the box of each layer
alone, too, and there a frame without the layer, or with it two pixels off, must not be alike.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import NewContext
from tests.journeys.people import accepted, bring, open_page, sign_up
from tests.media import Media
from tests.ssim import ssim
from tests.waiting import wait_until

ALIKE = 0.98
RATE = 30
SETTLED = """() => {
  const all = (what) => [...document.querySelectorAll(`.stage-frame ${what}`)];
  return all("video").every((film) => film.readyState >= 2 && !film.seeking)
    && all("canvas[data-blank]").length === 0 && all("img").every((picture) => picture.complete);
}"""


@dataclass(frozen=True)
class Shape:
    """A film's size, and where it opens."""

    width: int
    height: int
    intro: str


LANDSCAPE = Shape(960, 540, "freeze_first_frame")
PORTRAIT = Shape(540, 960, "title_image")


LANDSCAPE = Shape(960, 540, "freeze_first_frame")
PORTRAIT = Shape(540, 960, "title_image")
PRESETS = {
    "logoConfigId": ("logo", {"position": "top_right", "widthPct": 22, "opacityPct": 90, "fade": "in_out"}),
    "lowerThirdConfigId": ("lower_third", {"seconds": 5}),
    "screenTitlePresetId": (
        "screen_title",
        {
            "font": "inter",
            "sizePct": 8,
            "style": "pill",
            "position": "top",
            "timing": "entire",
            "fade": "in_out",
        },
    ),
}
CUT = 3.0
MOMENTS = (0.1, 0.4, 2.1, 2.6, CUT, 3.5, 4.2, 4.9)
"""Seconds of the finished film: its opening ends at 2; between lie fades, each of two overlays, and both."""
UNDRESSED = (0.4, 2.6, CUT, 4.2)
"""Of these, those at which every layer is seen once."""


class Studio:
    """One person with a dressed draft, its preview on a page, and the film that it becomes."""

    def __init__(self, context: BrowserContext, url: str, shape: Shape) -> None:
        self.context, self.url, self.shape = context, url, shape
        sign_up(context, url)

    def post(self, path: str, **data: Any) -> dict[str, Any]:
        return accepted(self.context.request.post(self.url + path, data=data, headers={"Origin": self.url}))

    def get(self, path: str) -> dict[str, Any]:
        return accepted(self.context.request.get(self.url + path))

    def dress(self, media: Media, folder: Path) -> int:
        """The upload of a film that is cut and carries everything that a film can."""
        film = int(bring(self.context, self.url, _film(media, self.shape))["id"])
        pictures = {
            role: int(bring(self.context, self.url, _picture(folder, role), kind="image", role=role)["id"])
            for role in ("logo", "lower_third", "title_page", "overlay")
        }
        presets = {
            key: self.post("/api/presets", kind=kind, name="Here", settings=settings)["preset"]["id"]
            for key, (kind, settings) in PRESETS.items()
        }
        draft = self.post("/api/production-drafts", uploadId=film)["draft"]
        answer = self.context.request.patch(
            f"{self.url}/api/production-drafts/{draft['id']}",
            data={"config": _config(self.shape, pictures) | presets},
            headers={"Origin": self.url},
        )
        assert accepted(answer)["draft"]["issues"] == []
        return film

    def render(self, film: int) -> list[Image.Image]:
        """Every frame of the finished film."""
        made = self.post("/api/productions", uploadId=film)["production"]

        def done() -> dict[str, Any] | None:
            production: dict[str, Any] = self.get(f"/api/productions/{made['id']}")["production"]
            assert production["status"] not in ("failed", "cancelled"), production
            return production if production["status"] == "completed" else None

        finished = wait_until(done, seconds=120, what="the render")
        reply = self.context.request.get(self.url + finished["videoUrl"])
        with av.open(BytesIO(reply.body())) as container:
            return [frame.to_image() for frame in container.decode(video=0)]


def _film(media: Media, shape: Shape) -> Path:
    """4 s that change slowly and softly, so that another moment would look different."""
    colours = "c0=0x203a70:c1=0x8a5a3a:c2=0x2f7a5a:nb_colors=3:seed=4:speed=0.06"
    picture = f"gradients=s={shape.width}x{shape.height}:r={RATE}:d=4:{colours}"
    sources = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=d=4")
    options = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "8", "-pix_fmt", "yuv420p")
    return media.encoded(f"soft-{shape.width}.mp4", *sources, *options)


def _picture(folder: Path, role: str) -> Path:
    """Something with edges, clear parts and half clear ones."""
    size = {"logo": (160, 80), "lower_third": (700, 120)}.get(role, (960, 720))
    whole = role in ("title_page", "overlay")
    picture = Image.new("RGBA", size, "#35507a" if whole else "#00000000")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, size[1] - 4, size[1] - 4), fill="#e8b64c")
    draw.rounded_rectangle(
        (size[1], 8, size[0] - 6, size[1] - 8), 12, fill="#101828d0" if not whole else "#7a2f5c"
    )
    for x in range(size[1] + 12, size[0] - 20, 24):
        draw.rectangle((x, 20, x + 10, size[1] - 20), fill="#f4f4f8")
    path = folder / f"{role}.png"
    picture.save(path)
    return path


def _config(shape: Shape, pictures: dict[str, int]) -> dict[str, Any]:
    freeze = {"kind": "freeze_first_frame", "seconds": 2}
    page = {"kind": "title_image", "uploadId": pictures["title_page"], "holdSeconds": 2}
    overlay = {"kind": "image", "uploadId": pictures["overlay"], "fit": "cover"}
    return {
        "intro": freeze if shape.intro == "freeze_first_frame" else page,
        "editRanges": [{"start": 0.4, "end": 1.4}, {"start": 2.0, "end": 4.0}],
        "screenTitleText": "The burrow\nat dawn",
        "logoUploadId": pictures["logo"],
        "lowerThirdUploadId": pictures["lower_third"],
        "overlayItems": [
            {
                **overlay,
                "id": "a",
                "track": "A",
                "startSeconds": 0.5,
                "endSeconds": 1.7,
                "opacityPct": 80,
                "fade": "in_out",
            },
            {
                **overlay,
                "id": "b",
                "track": "B",
                "startSeconds": 1.3,
                "endSeconds": 2.5,
                "opacityPct": 45,
                "fade": "in",
            },
        ],
    }


def _composite(page: Page, second: float, *, bare: bool = False) -> Image.Image:
    """What the preview shows at a moment of the finished film; `bare` without anything laid over it."""
    page.get_by_label("Playhead").evaluate(
        """(slider, second) => {
          slider.value = second;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        second,
    )
    page.wait_for_function(SETTLED)
    return _shot(page, ".stage-layer { visibility: hidden }" if bare else "")


def _shot(page: Page, style: str = "") -> Image.Image:
    return Image.open(BytesIO(page.locator(".stage-frame").screenshot(style=style))).convert("RGB")


def _boxes(studio: Studio, preview: dict[str, Any], moment: float) -> dict[str, tuple[int, int, int, int]]:
    """Where each layer that shows at a moment is drawn, its shadow and all."""
    shape = studio.shape
    boxes = {}
    for layer in preview["layers"]:
        if not layer["start"] + layer["fadeIn"] / 2 < moment < layer["end"] - layer["fadeOut"] / 2:
            continue
        reply = studio.context.request.get(f"{studio.url}{layer['url']}&width={shape.width}")
        drawn = Image.open(BytesIO(reply.body())).getchannel("A").getbbox()
        assert drawn, layer
        boxes[layer["name"]] = drawn
    return boxes


@pytest.mark.parametrize("shape", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.timeout(240)  # it renders a film
def test_the_preview_is_the_render(
    shape: Shape, new_context: NewContext, url: str, media: Media, tmp_path: Path
):
    context = new_context(viewport={"width": 1440, "height": 1000})
    context.add_init_script(_SIZED % (shape.width, shape.height))
    studio = Studio(context, url, shape)
    film = studio.dress(media, tmp_path)
    draft = studio.get(f"/api/production-drafts?uploadId={film}")["draft"]
    preview = studio.get(f"/api/production-drafts/{draft['id']}/preview")
    page = open_page(context.new_page(), f"/produce?upload={film}")
    expect(page.locator(".stage-layer")).to_have_count(5 + (shape is PORTRAIT))
    shown = {moment: _composite(page, moment) for moment in MOMENTS}
    undressed = {moment: _composite(page, moment, bare=True) for moment in UNDRESSED}
    editor = _in_the_editor(page, film)

    frames = studio.render(film)

    rendered = {moment: frames[round(moment * RATE)] for moment in MOMENTS}
    alike = {str(moment): ssim(shown[moment], rendered[moment]) for moment in MOMENTS}
    alike["in the editor"] = ssim(editor, rendered[CUT])
    missed = {}
    for moment, boxes in {moment: _boxes(studio, preview, moment) for moment in MOMENTS}.items():
        for name, box in boxes.items():
            frame = rendered[moment].crop(box)
            alike[f"{name} at {moment}"] = ssim(shown[moment].crop(box), frame)
            if moment in undressed and name not in missed:
                missed[name] = ssim(undressed[moment].crop(box), frame)
                missed[f"{name}, 2 pixels off"] = ssim(_moved(shown[moment]).crop(box), frame)
    assert min(alike.values()) >= ALIKE, alike
    assert {layer["name"] for layer in preview["layers"]} <= set(missed)
    assert max(missed.values()) < ALIKE - 0.02, missed


def _moved(picture: Image.Image) -> Image.Image:
    return ImageChops.offset(picture, 2, 0)


def _in_the_editor(page: Page, film: int) -> Image.Image:
    """The player's composite at the cut: one second after the opening."""
    open_page(page, f"/edit-video?upload={film}")
    expect(page.locator(".stage-layer").first).to_be_attached()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function(SETTLED)
    return _shot(page)


_SIZED = """
document.addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = `.stage-frame {
    position: fixed !important; left: 0; top: 0; z-index: 999;
    border: 0 !important; border-radius: 0 !important;
    width: %dpx !important; height: %dpx; max-width: none !important; max-height: none !important;
  }`;
  document.head.append(style);
});
"""
