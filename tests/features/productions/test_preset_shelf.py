"""The page of presets: samples, new names, copies, putting away and bringing back."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlmodel import Session

from app.adapters.renderer import FfmpegRenderer
from app.features.accounts.models import User
from app.features.productions.models import ImageRole, Preset, PresetKind, UploadKind
from app.features.productions.rules.presets import DEFAULTS
from app.features.productions.service import presets as service
from app.features.productions.state.preset_shelf import PresetShelfState
from app.features.productions.state.presets import PresetState
from app.kernel import ports
from app.kernel.identity import Actor
from app.kernel.ports.renderer import Renderer
from tests.factories.productions import make_preset, make_upload
from tests.fakes import Fakes
from tests.rest_client import Client
from tests.state_runner import Runner


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


async def opened(runner: Runner, user: User, **query: str) -> Any:
    runner.sign_in(user)
    await runner.run(PresetShelfState.open_page(), path="/presets", query=query)
    return await runner.state(PresetShelfState)


async def test_a_new_person_finds_a_sample_for_each_default(runner: Runner, user: User) -> None:
    page = await opened(runner, user)

    names = {kind: [card["name"] for card in cards] for kind, cards in page.cards.items()}
    assert names == {kind: [name for name, _ in defaults] for kind, defaults in DEFAULTS.items()}
    assert [bool(card["sample"]) for card in page.cards["logo"]] == [True, True]
    assert [card["sample"] for card in page.cards["audio"]] == ["", ""]


async def test_an_open_preset_is_painted_anew_after_each_change(
    runner: Runner, session: Session, user: User
) -> None:
    preset = make_preset(session, user, kind=PresetKind.SCREEN_TITLE, name="Evening")
    page = await opened(runner, user, preset=str(preset.id))
    before = page.opened["sample"]
    batch = {"scope": f"preset:{preset.id}", "changes": {"sizePct": 8}, "bases": {"sizePct": [4.5]}}

    await runner.run(PresetShelfState.save(batch))

    page, editing = await runner.state(PresetShelfState), await runner.state(PresetState)
    assert editing.answer["saved"] == {"sizePct": 8}
    assert page.opened["name"] == "Evening"
    assert page.opened["sample"] != before


@pytest.mark.parametrize("asked", ["", "0", "99", "²", "x"])
async def test_an_address_that_names_no_preset_shows_all(runner: Runner, user: User, asked: str) -> None:
    page = await opened(runner, user, preset=asked)
    assert (page.loaded, page.opened["id"]) == (True, 0)


async def test_a_new_name_is_taken_or_refused_beside_the_field(
    runner: Runner, session: Session, user: User
) -> None:
    preset = make_preset(session, user)
    await opened(runner, user)
    await runner.run(PresetShelfState.ask_rename(preset.id))

    await runner.run(PresetShelfState.rename({"name": "   "}))
    page = await runner.state(PresetShelfState)
    assert (page.form_error, page.asked["id"]) == ("Give it a name.", preset.id)

    await runner.run(PresetShelfState.rename({"name": "Corner"}))
    page = await runner.state(PresetShelfState)
    assert "Corner" in [card["name"] for card in page.cards["logo"]]
    assert page.asked["id"] == 0


async def test_what_is_put_away_can_be_brought_back(runner: Runner, session: Session, user: User) -> None:
    preset = make_preset(session, user, name="Corner")
    await opened(runner, user)

    await runner.run(PresetShelfState.put_away(preset.id))
    page = await runner.state(PresetShelfState)
    assert [card["name"] for card in page.archived] == ["Corner"]

    await runner.run(PresetShelfState.bring_back(preset.id))
    page = await runner.state(PresetShelfState)
    assert (page.archived, "Corner" in [card["name"] for card in page.cards["logo"]]) == ([], True)


async def test_a_copy_opens_at_once(runner: Runner, session: Session, user: User) -> None:
    preset = make_preset(session, user, name="Corner", settings={"widthPct": 30})
    await opened(runner, user)

    await runner.run(PresetShelfState.duplicate(preset.id))

    page = await opened(runner, user)
    copy = next(card for card in page.cards["logo"] if card["name"] == "Corner (copy)")
    assert copy["href"] in str(runner.events)
    assert copy["words"].startswith("Top right, 30 % wide")


def test_a_kind_has_room_for_what_comes_back(me: Client, session: Session, user: User) -> None:
    put_away = make_preset(session, user)
    me.post(f"/api/presets/{put_away.id}/archive")
    session.add_all(
        Preset(kind=PresetKind.LOGO, name="A", account_id=user.account_id, user_id=user.id)
        for _ in range(service.MAX_OF_A_KIND)
    )
    session.commit()
    assert me.post(f"/api/presets/{put_away.id}/restore").status_code == 409


class TestDrawn:
    """Samples by the real renderer."""

    @pytest.fixture(autouse=True)
    def _real(self, fakes: Fakes) -> None:
        ports.bind(Renderer, FfmpegRenderer())

    @staticmethod
    def sample(me: Client, preset: Preset) -> Image.Image:
        answer = me.get(f"/api/presets/{preset.id}/sample.png?width=160")
        assert answer.headers["content-type"] == "image/png"
        return Image.open(io.BytesIO(answer.content))

    def test_a_mark_stands_where_its_preset_puts_it(self, me: Client, session: Session, user: User) -> None:
        corner = make_preset(session, user, settings={"position": "bottom_left", "widthPct": 10})

        picture = self.sample(me, corner)

        left, _, right, bottom = picture.getbbox() or (0, 0, 0, 0)
        assert picture.size == (160, 90)
        assert (left, right) == pytest.approx((5, 21), abs=2)
        assert bottom > 80

    def test_the_persons_own_logo_takes_the_place_of_ours(
        self, me: Client, session: Session, user: User, actor: Actor
    ) -> None:
        preset = make_preset(session, user, settings={"opacityPct": 100})
        ours = self.sample(me, preset)
        make_upload(session, user, UploadKind.IMAGE, role=ImageRole.LOGO)
        assert self.sample(me, preset).tobytes() != ours.tobytes()

    def test_sound_has_no_picture(self, me: Client, session: Session, user: User) -> None:
        preset = make_preset(session, user, kind=PresetKind.AUDIO)
        assert me.get(f"/api/presets/{preset.id}/sample.png").status_code == 404
