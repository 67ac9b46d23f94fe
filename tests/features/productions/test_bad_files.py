"""Bad files, sent through the door and looked into by the real renderer: a clear answer, nothing lost."""

import pytest
from sqlmodel import Session

from app.adapters.renderer import FfmpegRenderer
from app.features.accounts.models import User
from app.kernel import ports
from app.kernel.ports.renderer import Renderer
from tests.adapters.bad_files import claiming_ten_hours, giant_picture
from tests.belongings import make_belongings, rows_of_others
from tests.fakes import Fakes
from tests.media import Media
from tests.rest_client import Client

BAD = {
    "a text named .mp4": ("notes.mp4", "text"),
    "a truncated film": ("cut.mp4", "incomplete"),
    "a file of no bytes": ("empty.mp4", "empty"),
    "a header that claims ten hours": ("long.mp4", "10:00:00"),
    "a picture of 60,000 x 60,000": ("bomb.png", "megapixels"),
}


def _content(name: str, media: Media) -> bytes:
    film = media.tiny_film()
    return {
        "notes.mp4": b"Dear diary,\n" * 50,
        "cut.mp4": film.read_bytes()[: film.stat().st_size // 2],
        "empty.mp4": b"",
        "long.mp4": claiming_ten_hours(film),
        "bomb.png": giant_picture(),
    }[name]


@pytest.mark.parametrize(("name", "reason"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_plain_words_and_everything_else_stays(
    name: str, reason: str, client: Client, session: Session, fakes: Fakes, stranger: User, media: Media
) -> None:
    things = make_belongings(session)
    ports.bind(Renderer, FfmpegRenderer())
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())

    answer = client.cookie(things.owner).post(
        "/api/uploads", files={"file": (name, _content(name, media), "video/mp4")}
    )

    assert answer.status_code == 400
    assert reason in answer.json()["error"]["message"]
    assert rows_of_others(session, stranger) == before
    assert set(fakes.storage.keys()) == files
    assert [path for path in fakes.storage.workspace().rglob("*") if path.is_file()] == []
