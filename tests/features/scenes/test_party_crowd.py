"""Many saves at once: the last complete one stands, never a mixture, and each is answered for itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlmodel import Session, select

from app.api import make_api, wrapped
from app.features.accounts.models import User
from app.features.scenes.models import Party
from app.features.scenes.schemas.parties import Expected, PartySave, PartySaved
from app.features.scenes.service.parties import save_parties
from app.kernel import db
from tests.factories.scenes import make_party
from tests.fakes import Fakes
from tests.features.scenes.games import LOAD, SAVE, game

CROWD = 400


@pytest.fixture
async def people(database: str, fakes: Fakes) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(wrapped(make_api()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as clients:
        yield clients


def _whole(number: int, session_id: str = "the-one") -> dict[str, Any]:
    """A save of which every part says whose it is."""
    scene = number % 11 + 1
    hero = {"name": f"n{number}", "class": f"c{number}", "hp": number, "of": number}
    chosen = {f"scene{scene}": f"way {number}"}
    return game(
        session_id,
        scene_index=scene,
        party_name=f"p{number}",
        heroes=[hero] * (number % 8 + 1),
        symbol_choice=str(number),
        choices=chosen,
        of=number,
    )


async def test_of_many_saves_of_one_id_one_stands_whole(people: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*[people.post(SAVE, json=_whole(number)) for number in range(CROWD)])
    assert {answer.status_code for answer in answers} == {200}
    assert [answer.json()["scene_index"] for answer in answers] == [n % 11 + 1 for n in range(CROWD)]
    assert sorted(int(answer.headers["etag"].strip('"')) for answer in answers) == [*range(1, CROWD + 1)]
    loaded = await people.get(f"{LOAD}the-one")
    assert loaded.headers["etag"] == f'"{CROWD}"'
    last = next(n for n, answer in enumerate(answers) if answer.headers["etag"] == loaded.headers["etag"])
    assert loaded.json() == _whole(last)


async def test_whoever_loads_meanwhile_sees_whole_saves(people: httpx.AsyncClient) -> None:
    await people.post(SAVE, json=_whole(0))

    async def ask(number: int) -> Any:
        if number % 2:
            return (await people.post(SAVE, json=_whole(number))).json()["scene_index"] and None
        return (await people.get(f"{LOAD}the-one")).json()

    seen = [one for one in await asyncio.gather(*map(ask, range(CROWD))) if one is not None]
    assert len(seen) == CROWD // 2
    assert all(one == _whole(one["state"]["of"]) for one in seen)


async def test_each_of_many_gets_its_own_answer(
    people: httpx.AsyncClient, session: Session, user: User
) -> None:
    make_party(session, user, session_id="owned")

    async def ask(number: int) -> tuple[int, int]:
        wrong = {0: (_whole(number, "owned"), 404), 1: (game(f"run-{number}", scene_index=0), 400)}
        sent, expected = wrong.get(number % 5, (_whole(number, f"run-{number}"), 200))
        return (await people.post(SAVE, json=sent)).status_code, expected

    assert all(got == expected for got, expected in await asyncio.gather(*map(ask, range(CROWD))))
    for number in range(CROWD):
        if number % 5 > 1:
            loaded = await people.get(f"{LOAD}run-{number}")
            assert loaded.json() == _whole(number, f"run-{number}")


async def test_what_is_acknowledged_is_seen_by_another_connection_at_once(people: httpx.AsyncClient) -> None:
    """An answer before the commit would be a promise that a crash breaks."""
    asked = select(Party.scene_index)

    async def ask(number: int) -> tuple[int, int]:
        answer = await people.post(SAVE, json=_whole(number, f"run-{number}"))
        with Session(db.engine()) as another:
            seen = another.exec(asked.where(Party.session_id == f"run-{number}")).one()
        return answer.json()["scene_index"], seen

    assert all(said == seen for said, seen in await asyncio.gather(*map(ask, range(40))))


async def test_of_many_who_name_the_same_revision_one_saves(people: httpx.AsyncClient) -> None:
    await people.post(SAVE, json=_whole(0))
    asked = [people.post(SAVE, json=_whole(n), headers={"If-Match": '"1"'}) for n in range(1, 60)]
    answers = await asyncio.gather(*asked)
    winners = [n for n, answer in enumerate(answers, 1) if answer.status_code == 200]
    assert (len(winners), {answer.status_code for answer in answers}) == (1, {200, 412})
    assert (await people.get(f"{LOAD}the-one")).json() == _whole(winners[0])


async def test_of_many_who_want_to_be_first_one_is(people: httpx.AsyncClient) -> None:
    asked = [people.post(SAVE, json=_whole(n), headers={"If-None-Match": "*"}) for n in range(60)]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 59


async def test_who_leaves_while_waiting_takes_nobodys_save_along(people: httpx.AsyncClient) -> None:
    tasks = [asyncio.ensure_future(people.post(SAVE, json=_whole(n, f"run-{n}"))) for n in range(40)]
    for _ in range(3):
        await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    for number in range(1, 40, 2):
        assert answers[number].status_code == 200  # type: ignore[union-attr]  # an answer, unless one was lost
        assert (await people.get(f"{LOAD}run-{number}")).json() == _whole(number, f"run-{number}")


def test_many_saves_of_one_transaction_count_as_revisions_and_the_last_stands(session: Session) -> None:
    def save(scene: int, session_id: str = "a", **given: Any) -> PartySave:
        return PartySave(session_id, scene, "p", None, "[]", "{}", "{}", **given)

    with db.unit_of_work() as own:
        outcomes = save_parties(own, [save(1), save(2, "b"), save(3), save(4, "c"), save(5)])
    assert [outcome.revision for outcome in outcomes] == [1, 1, 2, 1, 3]  # type: ignore[union-attr]  # none failed
    parties = session.exec(select(Party).order_by(Party.session_id)).all()
    assert [(one.session_id, one.scene_index, one.revision) for one in parties] == [
        ("a", 5, 3),
        ("b", 2, 1),
        ("c", 4, 1),
    ]
    with db.unit_of_work() as own:
        expecting = save(6, expected=Expected(frozenset({4})))
        outcomes = save_parties(own, [save(7), expecting, save(8)])
    assert [type(outcome).__name__ for outcome in outcomes] == ["PartySaved", "PartyMovedOn", "PartySaved"]


def test_of_several_saves_of_one_person_in_one_transaction_the_last_stands(
    session: Session, user: User
) -> None:
    sent = [PartySave("a", scene, "p", None, "[]", "{}", "{}", user.id) for scene in (3, 5, 4)]
    with db.unit_of_work() as own:
        outcomes = save_parties(own, sent)
    assert outcomes == [PartySaved(3, 1), PartySaved(5, 2), PartySaved(4, 3)]
    assert session.exec(select(Party.scene_index)).one() == 4
