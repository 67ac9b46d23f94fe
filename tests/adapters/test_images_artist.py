"""Pictures from an images service: made as ordered, or by the painter with the reason told."""

import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random

import httpx
import pytest
from PIL import Image
from pydantic import SecretStr

from app.adapters.artist import OwnArtist, pictures, service
from app.adapters.artist.addresses import Resolve, target_of
from app.adapters.artist.failures import AddressRefused
from app.adapters.artist.images import ImagesArtist, ServiceAway
from app.adapters.artist.service import ImagesService, ServiceAddress
from app.kernel.ports.artist import Artwork, Commission
from app.kernel.ports.planet import PlanetRecipe
from tests.fakes import FakePainter, images_api
from tests.fakes.images_api import (
    KEY,
    MODEL,
    Answer,
    FakeImagesApi,
    json_answer,
    link_answer,
    painted,
    picture_answer,
    refusal,
)

HERO = Commission(PlanetRecipe(), "A whole planet in space.", 1600, 900)
ICON = Commission(PlanetRecipe(), "A single planet.", 512, 512, sky=False)
NO_PAUSES = (0.0, 0.0)


@pytest.fixture
def api() -> Iterator[FakeImagesApi]:
    with images_api.running() as running:
        yield running


@pytest.fixture
def own() -> FakePainter:
    return FakePainter()


Make = Callable[..., ImagesArtist]


@pytest.fixture
def artist_of(own: FakePainter) -> Make:
    def made(url: str, **about: object) -> ImagesArtist:
        given = {"model": MODEL, "key": SecretStr(KEY), "timeout_seconds": 5.0, "deadline_seconds": 10.0}
        where = ServiceAddress(url, **(given | about))  # type: ignore[arg-type]  # values of every type
        return ImagesArtist(ImagesService(where, NO_PAUSES, Random(1)), OwnArtist(own), rest_seconds=0)

    return made


@pytest.fixture(autouse=True)
def _key_in_no_log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test makes happen, at no level and in no library is the key written down."""
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.lower(), raising=False)
    for talkative in ("httpx", "httpcore", "asyncio", "PIL"):
        caplog.set_level(logging.DEBUG, talkative)
    caplog.set_level(logging.DEBUG)
    yield
    formatter = logging.Formatter()
    assert all(KEY not in formatter.format(record) for record in caplog.records)
    assert KEY not in str([vars(record) for record in caplog.records])


def make(artist: ImagesArtist, commission: Commission = HERO) -> Artwork:
    return artist.make(commission, lambda: None)


def opened(artwork: Artwork) -> Image.Image:
    return Image.open(BytesIO(artwork.picture))


def is_own(artwork: Artwork) -> bool:
    """Whether the painter stepped in."""
    return b"1600x900" in artwork.picture or b"512x512" in artwork.picture


def test_a_hero_is_asked_for_in_words_and_cut_to_its_size(api: FakeImagesApi, artist_of: Make) -> None:
    made = make(artist_of(api.url))
    assert (opened(made).format, opened(made).size, made.told) == ("WEBP", (1600, 900), f"from {MODEL}")
    assert api.asked[0].authorization == f"Bearer {KEY}"
    assert api.asked[0].body == {
        "model": MODEL,
        "prompt": HERO.words,
        "n": 1,
        "size": "1536x1024",
        "output_format": "png",
        "background": "opaque",
    }


def test_an_icon_is_asked_for_without_background(api: FakeImagesApi, artist_of: Make) -> None:
    api.answers = [picture_answer(painted(1024, 1024, sky=False))]
    icon = opened(make(artist_of(api.url), ICON))
    assert (icon.size, icon.mode) == ((512, 512), "RGBA")
    assert icon.getpixel((2, 2))[3] == 0  # type: ignore[index]  # it has four bands
    assert (api.asked[0].body["background"], api.asked[0].body["size"]) == ("transparent", "1024x1024")


def test_other_models_are_asked_in_their_own_dialect(api: FakeImagesApi, artist_of: Make) -> None:
    make(artist_of(api.url, model="flux-schnell", key=None))
    assert api.asked[0].body["response_format"] == "b64_json"
    assert not {"background", "output_format"} & set(api.asked[0].body)
    assert api.asked[0].authorization is None


def test_a_model_that_keeps_backgrounds_is_not_asked_for_icons(api: FakeImagesApi, artist_of: Make) -> None:
    made = make(artist_of(api.url, model="flux-schnell"), ICON)
    assert is_own(made)
    assert "can't leave out the background" in made.told
    assert api.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        picture_answer(painted(1024, 1024)),
        refusal(400, "invalid_value", "Transparent background is not supported for this model."),
    ],
    ids=["painted one", "said so"],
)
def test_an_icon_with_a_background_is_the_painters(
    answer: Answer, api: FakeImagesApi, artist_of: Make
) -> None:
    api.answers = [answer]
    made = make(artist_of(api.url), ICON)
    assert is_own(made)
    assert "can't leave out the background" in made.told
    assert len(api.asked) == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_a_link_to_the_service_itself_is_followed_with_the_key(
    kind: str, api: FakeImagesApi, artist_of: Make
) -> None:
    api.files["/files/planet"] = Answer(body=painted(kind=kind))
    api.answers = [link_answer("/files/planet")]
    assert opened(make(artist_of(api.url, model="any"))).size == (1600, 900)
    assert [asked.authorization for asked in api.asked] == [f"Bearer {KEY}"] * 2


def test_a_data_address_in_place_of_base64_is_understood(api: FakeImagesApi, artist_of: Make) -> None:
    data = f"data:image/png;base64,{b64encode(painted()).decode()}"
    api.answers = [json_answer({"data": [{"b64_json": data}]})]
    assert opened(make(artist_of(api.url))).size == (1600, 900)


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:{other}/files/planet",
        "https://127.0.0.1:{other}/files/planet",
        "https://[::1]/planet",
        "https://[::ffff:10.0.0.1]/planet",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/planet",
        "http://93.184.216.34/planet",
        "https://user:secret@93.184.216.34/planet",
        "file:///etc/passwd",
        "ftp://93.184.216.34/planet",
        "https://",
        "http://[",
        "",
    ],
)
def test_links_into_the_own_network_are_not_opened(link: str, api: FakeImagesApi, artist_of: Make) -> None:
    with images_api.running() as inside:
        inside.files["/files/planet"] = Answer(body=painted())
        api.answers = [link_answer(link.format(other=inside.url.split(":")[2].split("/")[0]))]
        made = make(artist_of(api.url, model="any"))
        assert is_own(made)
        assert inside.asked == []


def _looked_up(*addresses: str) -> tuple[Resolve, list[str]]:
    hosts: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        hosts.append(host)
        return list(addresses)

    return resolve, hosts


async def test_a_public_address_is_looked_up_once_and_kept_to() -> None:
    resolve, hosts = _looked_up("93.184.216.34", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    link = "https://cdn.example.org:8443/planet?sig=1"
    target = await target_of(link, httpx.URL("https://api.example.org/v1/"), resolve)
    assert str(target.url) == "https://93.184.216.34:8443/planet?sig=1"
    assert (target.headers, target.extensions) == (
        {"Host": "cdn.example.org:8443"},
        {"sni_hostname": "cdn.example.org"},
    )
    assert not target.is_service
    assert hosts == ["cdn.example.org"]


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "fe80::1%eth0",
        "fd00::1",
        "::",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "no address",
    ],
)
async def test_a_name_that_also_leads_inside_is_refused(address: str) -> None:
    resolve, _ = _looked_up("93.184.216.34", address)
    with pytest.raises(AddressRefused):
        await target_of("https://cdn.example.org/a", httpx.URL("https://api.example.org/v1/"), resolve)


def test_redirects_are_not_followed(api: FakeImagesApi, artist_of: Make) -> None:
    with images_api.running() as elsewhere:
        api.answers = [Answer(307, headers={"Location": f"{elsewhere.url}/images/generations"})]
        assert is_own(make(artist_of(api.url)))
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "passing",
    [
        refusal(429, "rate_limit_exceeded", Retry_After="0"),
        refusal(429, Retry_After="Fri, 01 Jan 2016 00:00:00 GMT"),
        refusal(429, Retry_After="soon"),
        refusal(500),
        Answer(503, b"<html>busy</html>"),
        picture_answer(cut_short=True),
    ],
    ids=["429", "429 with a date", "429 with a word", "500", "503", "connection lost"],
)
def test_what_passes_is_asked_again(passing: Answer, api: FakeImagesApi, artist_of: Make) -> None:
    api.answers = [passing, passing, picture_answer()]
    assert make(artist_of(api.url)).told == f"from {MODEL}"
    assert len(api.asked) == 3


@pytest.mark.parametrize(
    ("lasting", "times", "reason"),
    [
        (refusal(400, "moderation_blocked"), 1, "declined"),
        (refusal(401, "invalid_api_key", f"Incorrect API key provided: {KEY}."), 1, "refused the key"),
        (refusal(403), 1, "refused the key"),
        (refusal(404, "model_not_found"), 1, "no such model"),
        (refusal(429, "insufficient_quota"), 1, "quota"),
        (refusal(429, Retry_After="3600"), 1, "too much to do"),
        (refusal(429), 3, "too much to do"),
        (refusal(502), 3, "out of order"),
        (Answer(body=b"<html>hello</html>"), 1, "no picture"),
        (Answer(body=b"[" * 100_000), 1, "no picture"),
        (json_answer({"data": []}), 1, "no picture"),
        (json_answer({"data": [{"b64_json": "%%%"}]}), 1, "no picture"),
        (picture_answer(b"GIF89a and no more"), 1, "no picture"),
        (picture_answer(painted()[:2000]), 1, "no picture"),
        (picture_answer(painted(200, 100)), 1, "too small"),
        (picture_answer(headers={"Content-Encoding": "gzip"}), 1, "no picture"),
        (picture_answer(cut_short=True), 3, "could not be reached"),
    ],
)
def test_the_painter_steps_in_and_the_reason_is_told(
    lasting: Answer, times: int, reason: str, api: FakeImagesApi, artist_of: Make
) -> None:
    api.answers = [lasting]
    made = make(artist_of(api.url))
    assert is_own(made)
    assert made.told.startswith("painted by Everkeep, because ")
    assert reason in made.told
    assert KEY not in made.told
    assert len(api.asked) == times


def test_an_answer_larger_than_a_picture_is_not_read_to_its_end(
    api: FakeImagesApi, artist_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_ANSWER_BYTES", 5_000)
    api.answers = [Answer(body=b" " * 3_000_000)]
    assert "more than a picture can be" in make(artist_of(api.url)).told


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(
    api: FakeImagesApi, artist_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000_000)
    assert "more than a picture can be" in make(artist_of(api.url)).told


def test_a_service_that_is_away_is_told_of(artist_of: Make) -> None:
    made = make(artist_of(f"http://127.0.0.1:{images_api.free_port()}/v1"))
    assert "could not be reached" in made.told


@pytest.mark.parametrize(
    "limits", [{"timeout_seconds": 0.1}, {"deadline_seconds": 0.3}], ids=lambda one: next(iter(one))
)
def test_a_service_that_never_answers_is_waited_for_only_so_long(
    limits: dict[str, float], api: FakeImagesApi, artist_of: Make
) -> None:
    api.answers = [api.held()]
    assert "did not answer in time" in make(artist_of(api.url, **limits)).told


def test_a_general_failure_spares_the_next_picture_the_wait(api: FakeImagesApi, own: FakePainter) -> None:
    api.answers = [refusal(401)]
    where = ServiceAddress(api.url, MODEL, SecretStr(KEY))
    artist = ImagesArtist(ImagesService(where, NO_PAUSES), OwnArtist(own), rest_seconds=60)
    assert "refused the key" in make(artist).told
    assert "has failed just before" in make(artist, ICON).told
    assert len(api.asked) == 1


class Enough(Exception):
    """Whoever ordered it has changed their mind."""


def test_a_cancel_ends_the_wait_for_the_service(
    api: FakeImagesApi, own: FakePainter, artist_of: Make
) -> None:
    api.answers = [api.held()]

    def keep_going() -> None:
        if api.arrived.is_set():
            raise Enough

    with pytest.raises(Enough):
        artist_of(api.url).make(HERO, keep_going)
    assert own.painted == []


def test_the_key_is_in_no_description(api: FakeImagesApi, artist_of: Make) -> None:
    artist = artist_of(api.url)
    told = [repr(artist), repr(vars(artist)), repr(vars(artist._service)), repr(artist._service.where)]
    assert KEY not in json.dumps(told)


def test_the_check_names_the_model_and_never_the_key(api: FakeImagesApi, artist_of: Make) -> None:
    told = artist_of(api.url).check()
    assert told == f"{MODEL} at {api.url}, with a key"
    with pytest.raises(ServiceAway, match="refused the key"):
        artist_of(api.url, key=None).check()
