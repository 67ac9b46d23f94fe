"""Kill servers while they save and workers while they render, and look what is left."""

import argparse
import http.client
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from app import wiring
from app.kernel import logs
from app.kernel.config import settings
from app.launcher import schema
from app.launcher.local_ports import free_port
from app.launcher.trial import victims
from app.launcher.trial.person import Person, Refused
from app.launcher.trial.victims import Lost, Victim

LONGEST_TYPING_SECONDS = 1.0
LONGEST_RENDER_SECONDS = 1.5
END_SECONDS = 120
DIED = (OSError, http.client.HTTPException)
FINISHED = ("completed", "failed", "cancelled")


def trial(kills: int) -> list[str]:
    """What was found, in sentences. Raises `Lost`."""
    schema.upgrade()
    port = free_port()
    with victims.server(port) as server:
        person = Person(port)
        with victims.worker() as worker:
            upload_id = person.upload(_film())
            _wait_until_ready(person, upload_id)
            acknowledged = _kill_servers(person, upload_id, server, kills)
            _kill_workers(person, upload_id, worker, kills)
    return [
        f"server killed {kills} times in mid-save: {acknowledged} saves of a draft and a planet, none lost",
        f"worker killed {kills} times in mid-render: {kills} films, each finished once",
    ]


def _kill_servers(person: Person, upload_id: int, server: Victim, kills: int) -> int:
    """Returns how many saves were acknowledged."""
    draft_id, planet_id, acknowledged = person.open_draft(upload_id), person.begin_planet(), 0
    for _ in range(kills):
        numbers = [acknowledged]
        typing = threading.Thread(target=_type, args=(person, draft_id, planet_id, numbers))
        typing.start()
        time.sleep(random.uniform(0, LONGEST_TYPING_SECONDS))
        server.kill()
        typing.join()
        server.start()
        acknowledged = numbers[-1]
        for kept in (person.saved(upload_id), person.answered(planet_id)):
            if kept not in (acknowledged, acknowledged + 1):
                raise Lost(f"save {acknowledged} was acknowledged, and {kept} was found after the kill")
    return acknowledged


def _type(person: Person, draft_id: int, planet_id: int, numbers: list[int]) -> None:
    """Save one number after the other, in a draft and on a planet, until the server dies.

    `numbers` notes what was acknowledged for both.
    """
    try:
        while True:
            person.save(draft_id, numbers[-1] + 1)
            person.answer(planet_id, numbers[-1] + 1)
            numbers.append(numbers[-1] + 1)
    except DIED:
        return


def _kill_workers(person: Person, upload_id: int, worker: Victim, kills: int) -> None:
    for _ in range(kills):
        draft_id = person.open_draft(upload_id)
        made = person.ask("POST", "/api/productions", {"draftId": draft_id})["production"]
        time.sleep(random.uniform(0, LONGEST_RENDER_SECONDS))
        worker.kill()
        worker.start()
        _wait_until_completed(person, made["id"])
    films = person.ask("GET", "/api/productions")["productions"]
    if len(films) != kills or len({film["videoUrl"] for film in films}) != kills:
        raise Lost(f"{kills} films were ordered, and {len(films)} are there")


def _wait_until_completed(person: Person, production_id: str) -> None:
    def look() -> dict[str, Any]:
        return dict(person.ask("GET", f"/api/productions/{production_id}")["production"])

    victims.until(lambda: look()["status"] in FINISHED, END_SECONDS, "a film was not finished")
    ended = look()
    if ended["status"] != "completed":
        raise Lost(f"a film ended {ended['status']}: {ended['error']}")


def _wait_until_ready(person: Person, upload_id: int) -> None:
    def is_ready() -> bool:
        return bool(person.ask("GET", f"/api/uploads/{upload_id}")["upload"]["status"] == "ready")

    victims.until(is_ready, END_SECONDS, "the film that was uploaded was not prepared")


def _film() -> Path:
    """Two seconds of a test pattern."""
    film = settings().data_dir / "trial.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-t", "2", "-pix_fmt", "yuv420p"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *picture, str(film)]
    subprocess.run(command, check=True)  # noqa: S603  (our own command)
    return film


def main() -> int:
    """Run the trial; returns the exit code."""
    parser = argparse.ArgumentParser(description="Kill servers and workers, and look what is left.")
    parser.add_argument("--kills", type=int, default=5)
    kills = parser.parse_args().kills
    logs.configure()
    wiring.wire()
    try:
        for sentence in trial(kills):
            print(f"ok    proof       {sentence}")  # noqa: T201  (for the terminal)
    except (Lost, Refused, *DIED) as found:
        print(f"FAIL  proof       {found}")  # noqa: T201  (for the terminal)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
