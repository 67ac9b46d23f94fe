"""Times the builder of planets under many people: `python -m bench.builders`.

The server as `make run` serves it, on SQLite with every commit on disk before its answer. First how many
steps it takes in a second, through REST and through the page's socket, beside an endpoint and an event that
do nothing. Then fifty people who build at once, each a planet of their own and a step every second, which
is as much as one person may ask for; with and without fifty pages that ask for the changing planet.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from app import wiring
from app.features.accounts.service import browser_sessions
from app.features.accounts.service.browser_sessions import Origin
from app.features.planets.schemas.builder import StepAnswer
from app.features.planets.schemas.planets import NewPlanet
from app.features.planets.service import builder, planets
from app.kernel import config, db
from app.kernel.identity import Actor
from bench.load import empty, servers
from bench.load.crowd import Act, as_fast_as_answered, at_a_pace
from bench.load.generator import Load, WrongAnswer
from bench.load.talk import Client, Tab
from tests.factories.accounts import make_user

STEP_P95_MS = 300.0
KERNELS = Path("data/kernels")
"""Where the painter's kernels are kept between runs, so that none is compiled while others are measured."""
AT_ONCE = 8
PEOPLE = 50
FIRST_PICTURE_SECONDS = 300.0
STEP_EVERY_SECONDS = 1.0
BUILDER = "reflex___state____state.app___features___planets___state___builder____builder_state"

ANSWERS: Sequence[tuple[str, str, Sequence[Any]]] = (
    ("surface", "surface_type", ("oceanic", "ice", "gas", "rocky", "crystalline")),
    ("palette", "primary_color", ("#2F6FB3", "#B3472F", "#3FA06A", "#8B5CF6")),
    ("intro", "motto", ("Where the tide remembers", "Nothing is lost", "")),
    ("rings", "ring_style", ("none", "single", "double", "halo")),
    ("atmosphere", "atmosphere_style", ("calm", "aurora", "stormy")),
)
"""What a person goes through again and again: step, field, and answers in turn."""


@dataclass(frozen=True)
class Person:
    """Somebody with a planet of their own, in the middle of building it."""

    secret: str
    planet_id: int

    @property
    def builder(self) -> str:
        return f"/api/planets/{self.planet_id}/builder"


def main() -> int:
    # Whoever ends the bench ends the servers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement of throughput")
    parser.add_argument("--crowd-seconds", type=float, default=20.0, help="of fifty people at once")
    chosen = parser.parse_args()
    print(f"{'':52}{'a second':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    _yardsticks(chosen.seconds)
    with tempfile.TemporaryDirectory() as name, _installed(Path(name)) as port:
        # A person may take sixty steps a minute, so that as fast as possible takes many.
        many = [_person() for _ in range(PEOPLE * 4)]
        asyncio.run(_painter_ready(port, many[0]))
        asyncio.run(_throughput(port, many, chosen.seconds))
        return 0 if asyncio.run(_crowd(port, chosen.crowd_seconds)) else 1


@contextmanager
def _installed(folder: Path) -> Iterator[int]:
    """Our server on a database that this process writes people into; yields its port."""
    url = f"sqlite:///{folder}/everkeep.db"
    (folder / "server" / "data").mkdir(parents=True)
    KERNELS.mkdir(parents=True, exist_ok=True)
    (folder / "server" / "data" / "kernels").symlink_to(KERNELS.resolve())
    with servers.ours(url, folder / "server") as port:
        # The secrets of sessions are hashed with the key in the server's own folder.
        os.environ |= {"DATABASE_URL": url, "DATA_DIR": str(folder / "server" / "data")}
        config.settings.cache_clear()
        wiring.wire()
        yield port
        db.reset_engine()


def _person() -> Person:
    with db.unit_of_work() as session:
        user = make_user(session)
        actor = Actor(user.id, user.account_id)
        secret = browser_sessions.begin(session, user, Origin()).access_token
        made = planets.create_planet(session, actor, NewPlanet(name="Ember Hollow"))
        builder.start(session, actor, made.id)
        for step, field, answers in ANSWERS:
            given = StepAnswer(attributes={"name": "Ember Hollow", field: answers[0]}, step=step)
            builder.answer_step(session, actor, made.id, given)
    return Person(secret, made.id)


def _yardsticks(seconds: float) -> None:
    with servers.empty() as port:
        _tell("an empty FastAPI endpoint", asyncio.run(_asked(port, empty.PATH, seconds)))
    with servers.empty_reflex() as port:
        _tell("an empty event of Reflex", asyncio.run(_counted(port, seconds)))


async def _asked(port: int, path: str, seconds: float) -> Load:
    clients = [await Client.connect(port) for _ in range(AT_ONCE)]

    def ask(client: Client) -> Act:
        async def act(_: int) -> None:
            _require(*await client.ask("GET", path))

        return act

    return await as_fast_as_answered([ask(client) for client in clients], seconds)


async def _counted(port: int, seconds: float) -> Load:
    tabs = [await Tab.open(port, "/") for _ in range(AT_ONCE)]

    def count(tab: Tab) -> Act:
        async def act(_: int) -> None:
            await tab.send(f"{servers.EMPTY_STATE}.go")
            await tab.until(servers.EMPTY_STATE, "count")

        return act

    return await as_fast_as_answered([count(tab) for tab in tabs], seconds)


async def _painter_ready(port: int, person: Person) -> None:
    """Return once a first preview is painted; compiling the kernels may take a minute."""
    client = await Client.connect(port, person.secret)
    status, _ = await client.ask("GET", f"{person.builder}/preview?width=320", within=FIRST_PICTURE_SECONDS)
    if status != 200:
        raise WrongAnswer(f"the first preview was answered {status}")
    client.close()


async def _throughput(port: int, people: Sequence[Person], seconds: float) -> None:
    groups = [people[first::AT_ONCE] for first in range(AT_ONCE)]
    clients = [await Client.connect(port) for _ in groups]
    steps = [_in_turn(group, _step(client)) for client, group in zip(clients, groups, strict=True)]
    _tell(f"steps through REST, {AT_ONCE} at a time", await as_fast_as_answered(steps, seconds))
    keeping = [_kept(await _opened(port, person), person) for person in people[:AT_ONCE]]
    _tell(f"answers through the page, {AT_ONCE} at a time", await as_fast_as_answered(keeping, seconds))


async def _crowd(port: int, seconds: float) -> bool:
    """Whether steps are as quick as promised, with and without previews beside them."""
    kept = True
    for previews in (False, True):
        people = [_person() for _ in range(PEOPLE)]
        steps = [_step(await Client.connect(port, one.secret)) for one in people]
        acts = [_bound(step, one) for step, one in zip(steps, people, strict=True)]
        looks = Looks()
        looking = [_look(await Client.connect(port, one.secret), one, looks) for one in people]
        rng = Random(1)
        async with asyncio.TaskGroup() as group:
            taken = group.create_task(at_a_pace(acts, STEP_EVERY_SECONDS, seconds, rng))
            if previews:
                seen = group.create_task(
                    at_a_pace(looking, STEP_EVERY_SECONDS, seconds, rng, newest_only=True)
                )
        load = taken.result()
        beside = f", and {PEOPLE} previews" if previews else ""
        _tell(f"{PEOPLE} people, a step a second each{beside}", load, f"at most {STEP_P95_MS:.0f} at p95")
        kept &= load.share(95) * 1000 <= STEP_P95_MS
        if previews:
            _tell(f"  their previews ({looks.told})", seen.result())
    return kept


@dataclass
class Looks:
    """What became of the previews."""

    painted: int = 0
    refused: int = 0

    @property
    def told(self) -> str:
        return f"{self.painted} painted, {self.refused} told to ask later"


Step = Callable[[Person, int], Awaitable[None]]


def _step(client: Client) -> Step:
    async def take(person: Person, number: int) -> None:
        step, field, answers = ANSWERS[number % len(ANSWERS)]
        answer = answers[(number // len(ANSWERS) + 1) % len(answers)]
        client.secret = person.secret
        given = {"attributes": {"name": "Ember Hollow", field: answer}, "step": step, "advance": False}
        state = _require(*await client.ask("POST", f"{person.builder}/step", given))
        if (state["attributes"].get(field) or "") != answer:
            raise WrongAnswer(f"{field} is {state['attributes'].get(field)!r}, not {answer!r}")

    return take


def _bound(step: Step, person: Person) -> Act:
    return lambda number: step(person, number)


def _in_turn(people: Sequence[Person], step: Step) -> Act:
    return lambda number: step(people[number % len(people)], number // len(people))


def _look(client: Client, person: Person, looks: Looks) -> Act:
    async def look(number: int) -> None:
        _, field, answers = ANSWERS[number % 2]
        # As a page does, before the answer is even kept.
        pending = quote(json.dumps({field: answers[number // 2 % len(answers)]}))
        address = f"{person.builder}/preview?width=320&page=bench&answers={pending}"
        status, picture = await client.ask("GET", address)
        if status not in (200, 429) or (status == 200 and picture[:4] != b"RIFF"):
            raise WrongAnswer(f"a preview was answered {status} {picture[:200]!r}")
        looks.painted += status == 200
        looks.refused += status != 200

    return look


async def _opened(port: int, person: Person) -> Tab:
    tab = await Tab.open(port, f"/planets/{person.planet_id}/build", person.secret)
    await tab.send(f"{BUILDER}.open_page")
    await tab.until(BUILDER, "builder")
    return tab


def _kept(tab: Tab, person: Person) -> Act:
    kept: dict[str, Any] = {}

    async def keep(number: int) -> None:
        _, field, answers = ANSWERS[number % len(ANSWERS)]
        answer = answers[(number // len(ANSWERS) + 1) % len(answers)]
        batch = {
            "scope": f"planet:{person.planet_id}:answers",
            "seq": number + 1,
            "changes": {field: answer},
            "bases": {field: [None, kept.get(field, answers[0])]},
        }
        await tab.send(f"{BUILDER}.keep_answers", {"batch": batch})
        told = await tab.until(BUILDER, "answers_answer")
        if told["answers_answer"]["seq"] != number + 1:
            raise WrongAnswer(str(told))
        kept[field] = answer

    return keep


def _require(status: int, body: bytes) -> Any:
    if status != 200:
        raise WrongAnswer(f"{status} {body[:300]!r}")
    return json.loads(body)


def _tell(what: str, load: Load, promise: str = "") -> None:
    figures = f"{load.rate:10,.0f}" + "".join(
        f"{load.share(percent) * 1000:9.2f}" for percent in (50, 95, 99)
    )
    print(f"{what:52}{figures}{'   ' if promise else ''}{promise}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
