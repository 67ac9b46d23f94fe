"""Compares saving and loading runs with the same API written plainly: `python -m bench.scenes`.

Our server as `make run` serves it and the yardstick (`load.servers.PEER`) take turns in one run: 8
connections, 1,000 session ids, one process each, both with every commit on disk before its answer. Every
answer is judged. Without the yardstick our figures stand alone.
"""

import argparse
import itertools
import json
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine

from app.kernel import db
from bench.load import empty, servers
from bench.load.generator import Load, Question, drive
from tests.topology import servers as databases

AT_LEAST = 3.0
AIM = 5.0
OURS, PEER = "Everkeep", "yardstick"


@dataclass(frozen=True)
class Conditions:
    """How a comparison is made."""

    connections: int
    sessions: int
    rounds: int
    seconds: float


@dataclass(frozen=True)
class Compared:
    """What both did in turn with the same questions; the yardstick may be absent."""

    what: str
    rounds: dict[str, Sequence[Load]]

    def rate(self, name: str) -> float:
        return median(load.rate for load in self.rounds[name])

    def milliseconds(self, name: str, percent: float) -> float:
        return median(load.share(percent) for load in self.rounds[name]) * 1000

    @property
    def ratio(self) -> float:
        """Of rates within a round, where both met the same machine; the median of the rounds."""
        pairs = zip(self.rounds[OURS], self.rounds[PEER], strict=True)
        return median(ours.rate / peer.rate for ours, peer in pairs)

    @property
    def keeps_its_limit(self) -> bool:
        if PEER not in self.rounds:
            return True
        return self.ratio >= AT_LEAST and self.milliseconds(OURS, 99) < self.milliseconds(PEER, 99)


def main() -> int:
    # Whoever ends the bench ends the servers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    conditions, wanted = _chosen()
    if not servers.PEER.exists():
        print("The yardstick is absent (shared/bench beside the checkout, or EVERKEEP_SHARED): ours alone.\n")
    _tell_limit(conditions)
    found: list[Compared] = []
    if "sqlite" in wanted:
        found += _on_sqlite(conditions)
    if "postgresql" in wanted and databases.postgres_binary("initdb"):
        found += _on_postgresql(conditions)
    elif "postgresql" in wanted:
        print("\nPostgreSQL is not installed here: not measured on it.")
    return 0 if all(one.keeps_its_limit for one in found) else 1


def _chosen() -> tuple[Conditions, Sequence[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each server in each round")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), help="only this database")
    chosen = parser.parse_args()
    conditions = Conditions(chosen.connections, chosen.sessions, chosen.rounds, chosen.seconds)
    return conditions, [chosen.on] if chosen.on else ["sqlite", "postgresql"]


def _tell_limit(conditions: Conditions) -> None:
    """How fast an endpoint that does nothing is: what the load generator can surely ask for."""
    question = Question(_get(empty.PATH), lambda status, body: (status, body) == (200, b"{}"))
    with servers.empty() as port:
        loads = [
            drive(
                port,
                itertools.repeat(question),
                connections=conditions.connections,
                seconds=conditions.seconds,
            )
            for _ in range(2)
        ]
    best = max(loads, key=lambda load: load.rate)
    print(f"an empty FastAPI endpoint under Granian answers {best.rate:,.0f} requests a second")


def _on_sqlite(conditions: Conditions) -> list[Compared]:
    with tempfile.TemporaryDirectory() as name:
        urls = {OURS: f"sqlite:///{name}/ours.db", PEER: f"sqlite:///{name}/peer.db"}
        return _compare("SQLite", urls, Path(name), conditions)


def _on_postgresql(conditions: Conditions) -> list[Compared]:
    with tempfile.TemporaryDirectory() as name, databases.postgres(durable=True) as url:
        urls = {one: databases.create_database(url, one.lower()) for one in (OURS, PEER)}
        return _compare("PostgreSQL", urls, Path(name), conditions)


def _compare(database: str, urls: dict[str, str], folder: Path, conditions: Conditions) -> list[Compared]:
    with ExitStack() as running:
        ports = {OURS: running.enter_context(servers.ours(urls[OURS], folder / "everkeep"))}
        if servers.PEER.exists():
            ports[PEER] = running.enter_context(servers.peer(urls[PEER]))
        print(f"\n{database}: {_durability(urls[OURS])}")
        print(f"{'':8}{'':12}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
        kinds = {"saves": _saves, "loads": _loads}
        return [_compared(what, ports, ask, conditions) for what, ask in kinds.items()]


def _compared(
    what: str, ports: dict[str, int], ask: Callable[[int], Sequence[Question]], conditions: Conditions
) -> Compared:
    questions = ask(conditions.sessions)
    rounds: dict[str, list[Load]] = {name: [] for name in ports}
    for port in ports.values():  # to warm up, every session once
        drive(port, iter(questions), connections=conditions.connections)
    for turn in range(conditions.rounds):
        for name in list(ports)[:: 1 if turn % 2 else -1]:
            endless = itertools.cycle(questions)
            load = drive(ports[name], endless, connections=conditions.connections, seconds=conditions.seconds)
            rounds[name].append(load)
    compared = Compared(what, rounds)
    _tell(compared)
    return compared


def _tell(found: Compared) -> None:
    for name in found.rounds:
        figures = f"{found.rate(name):10,.0f}"
        figures += "".join(f"{found.milliseconds(name, percent):9.2f}" for percent in (50, 99))
        both = name == OURS and PEER in found.rounds
        promise = f"{found.ratio:8.2f}   at least {AT_LEAST:.0f}, aim {AIM:.0f}; p99 lower" if both else ""
        print(f"{found.what:8}{name:12}{figures}{promise}", flush=True)


def _durability(url: str) -> str:
    """What makes a commit outlive the machine's power, as the app's own connections have it; asserted."""
    engine = db.make_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    wanted = (
        {"synchronous": "2", "journal_mode": "wal"}
        if engine.dialect.name == "sqlite"
        else {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    )
    found = _settings(engine, list(wanted))
    assert found == wanted, found
    return ", ".join(f"{name}={value}" for name, value in found.items())


def _settings(engine: Engine, names: Sequence[str]) -> dict[str, str]:
    show = "PRAGMA" if engine.dialect.name == "sqlite" else "SHOW"
    with engine.connect() as connection:
        return {name: str(connection.exec_driver_sql(f"{show} {name}").scalar()) for name in names}


def _state(number: int) -> dict[str, Any]:
    heroes = [("Aether", "scribe", 70), ("Kael", "fighter", 120), ("Rin", "thief", 80)]
    return {
        "scene_index": 6,
        "party_name": f"Bench {number}",
        "heroes": [{"name": name, "class": kind, "hp": hp} for name, kind, hp in heroes],
        "symbol_choice": "chaos",
        "choices": {"scene3": "left", "scene5": "trust", "scene8": None},
    }


def _saves(sessions: int) -> list[Question]:
    """One save of each session."""
    is_right = _judge({"status": "saved", "scene_index": 6})
    bodies = ({"session_id": f"bench-{n}", "state": _state(n)} for n in range(sessions))
    return [Question(_post("/api/v1/save", body), is_right) for body in bodies]


def _loads(sessions: int) -> list[Question]:
    """One load of each session, answered with exactly what was saved."""
    return [
        Question(_get(f"/api/v1/load/bench-{n}"), _judge({"session_id": f"bench-{n}", "state": _state(n)}))
        for n in range(sessions)
    ]


def _judge(wanted: Any) -> Callable[[int, bytes], bool]:
    """Whether an answer is 200 and says `wanted`; the same bytes are read as JSON once."""
    known: set[bytes] = set()

    def is_right(status: int, body: bytes) -> bool:
        if status == 200 and body not in known and json.loads(body) == wanted:
            known.add(body)
        return status == 200 and body in known

    return is_right


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _post(path: str, content: Any) -> bytes:
    body = json.dumps(content).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


if __name__ == "__main__":
    sys.exit(main())
