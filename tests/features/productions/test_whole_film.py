"""From a draft to a film with the real renderer: what the preview shows is what renders."""

import io
import subprocess
from pathlib import Path
from uuid import UUID

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image
from sqlmodel import Session

from app.adapters.renderer import FfmpegRenderer
from app.features.accounts.models import User
from app.features.productions.models import ImageRole, PresetKind, Upload, UploadKind
from app.kernel import ports
from app.kernel.jobs import run_job
from app.kernel.ports.renderer import Renderer
from tests.factories.productions import make_asset, make_captions, make_draft, make_preset, make_upload
from tests.fakes import Fakes
from tests.media import Media
from tests.rest_client import Client

WIDTH, HEIGHT = 320, 180


@pytest.fixture
def grey(session: Session, user: User, fakes: Fakes, media: Media) -> Upload:
    """2 s of nothing but grey."""
    ports.bind(Renderer, FfmpegRenderer())
    pattern = f"color=gray:size={WIDTH}x{HEIGHT}:rate=25"
    film = media.encoded("grey.mp4", "-f", "lavfi", "-i", pattern, "-t", "2", "-pix_fmt", "yuv420p")
    asset = make_asset(session, user, film.read_bytes())
    facts = {"width": WIDTH, "height": HEIGHT, "duration_seconds": 2.0, "has_audio": False}
    return make_upload(session, user, source=False, source_asset_id=asset.id, **facts)


def picture(session: Session, user: User, role: ImageRole, colour: str) -> Upload:
    drawn = io.BytesIO()
    Image.new("RGBA", (120, 60), colour).save(drawn, "PNG")
    asset = make_asset(session, user, drawn.getvalue(), mime="image/png")
    return make_upload(
        session,
        user,
        UploadKind.IMAGE,
        source=False,
        source_asset_id=asset.id,
        role=role,
        width=120,
        height=60,
    )


def frame(film: Path, at: float) -> np.ndarray:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-ss", f"{at}", "-i", str(film)]
    command += ["-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(HEIGHT, WIDTH, 3)


def test_the_film_shows_what_the_preview_showed(
    client: Client, session: Session, user: User, grey: Upload, tmp_path: Path
) -> None:
    me = client.bearer(user)
    always = {"timing": "entire", "fade": "none"}
    title = make_preset(session, user, kind=PresetKind.SCREEN_TITLE, settings={**always, "style": "pill"})
    mark = make_preset(session, user, settings={**always, "opacityPct": 60.0, "widthPct": 25.0})
    config = {
        "screenTitleText": "100 % 'light': \\n 🎬\nשלום",
        "screenTitlePresetId": title.id,
        "logoUploadId": picture(session, user, ImageRole.LOGO, "#d02040").id,
        "logoConfigId": mark.id,
        "lowerThirdUploadId": picture(session, user, ImageRole.LOWER_THIRD, "#2040d080").id,
    }
    draft = make_draft(session, user, grey, config_json=config)
    shown = Image.new("RGBA", (WIDTH, HEIGHT), (128, 128, 128, 255))
    for layer in me.get(f"/api/production-drafts/{draft.id}/preview").json()["layers"]:
        drawn = me.get(f"{layer['url']}&width={WIDTH}").content
        shown = Image.alpha_composite(shown, Image.open(io.BytesIO(drawn)).convert("RGBA"))

    production = me.post("/api/productions", json={"draftId": draft.id}).json()["production"]
    run_job(UUID(production["jobId"]))

    done = me.get(f"/api/productions/{production['id']}").json()["production"]
    assert (done["status"], done["error"]) == ("completed", None)
    assert done["durationSeconds"] == pytest.approx(2.0, abs=0.04)
    film = tmp_path / "film.mp4"
    film.write_bytes(me.get(done["videoUrl"]).content)
    apart = np.abs(frame(film, 1.0).astype(int) - np.asarray(shown.convert("RGB")).astype(int))
    assert apart.mean() < 3
    assert np.percentile(apart, 99) < 40  # chroma is kept at half the size


def test_captions_are_burnt_in_where_and_as_the_preview_showed_them(
    client: Client, session: Session, user: User, grey: Upload, tmp_path: Path
) -> None:
    me = client.bearer(user)
    spoken = make_captions(session, grey, webvtt="WEBVTT\n\n00:00:00.400 --> 00:00:01.200\nשלום, Ann\n")
    config = {
        "captions": {"captionsId": spoken.id, "burnIn": True},
        "editRanges": [{"start": 0.2, "end": 2.0}],
    }
    draft = make_draft(session, user, grey, config_json=config)
    preview = me.get(f"/api/production-drafts/{draft.id}/preview").json()["captions"]
    drawn = me.get(f"{preview['pictureUrl'].replace('NUMBER', '0')}&width={WIDTH}").content
    shown = Image.new("RGBA", (WIDTH, HEIGHT), (128, 128, 128, 255))
    shown = Image.alpha_composite(shown, Image.open(io.BytesIO(drawn)).convert("RGBA"))

    production = me.post("/api/productions", json={"draftId": draft.id}).json()["production"]
    run_job(UUID(production["jobId"]))

    film = tmp_path / "film.mp4"
    film.write_bytes(
        me.get(me.get(f"/api/productions/{production['id']}").json()["production"]["videoUrl"]).content
    )
    said = np.abs(frame(film, 0.6).astype(int) - np.asarray(shown.convert("RGB")).astype(int))
    assert said.mean() < 3
    assert np.percentile(said, 99) < 40
    assert all(np.abs(frame(film, at).astype(int) - 128).mean() < 3 for at in (0.08, 1.12))
