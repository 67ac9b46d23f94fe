"""The page for people who build planets from a program says what happens: its commands are run."""

import json
import re
import shutil
import subprocess

from app.features.accounts.models import User
from tests.conftest import ROOT
from tests.fakes import FakeAuthenticator
from tests.features.planets.building import PLANETS
from tests.rest_client import Client
from tests.services import need

PAGE = (ROOT / "docs" / "planet-clients.md").read_text()
WRITTEN_FOR = "http://localhost:3000"


def test_its_commands_lead_from_nothing_to_an_order(
    address: str, client: Client, user: User, authenticator: FakeAuthenticator
) -> None:
    need(shutil.which("curl"), "curl")
    first, *calls = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
    script = "\n".join((first, *calls)).replace(WRITTEN_FOR, address)
    script = script.replace("TOKEN=…", f"TOKEN={authenticator.admit(user)}").replace("\nask ", "\necho; ask ")
    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    made, started, named, toned, filled, ordered = (
        json.loads(line) for line in ran.stdout.splitlines() if line
    )
    assert made["id"] == started["planet_id"] == 1
    at = [state["current_step"]["id"] for state in (started, named, toned)]
    assert at == ["intro", "tone", "palette"]
    assert filled["missing_steps"] == []
    assert filled["attributes"]["motto"] == "We keep the fire"
    assert (ordered["accepted"], ordered["appearance_status"]) == (True, "generating")
    assert client.bearer(user).get(f"{PLANETS}/1").json()["status"] == "generating"


def test_it_names_every_picture_of_a_painting(client: Client) -> None:
    views = client.get("/api/openapi.json").json()["components"]["schemas"]
    pictures = set(views["ArtView"]["properties"]) - {"version", "download_url"}
    assert pictures == set(re.findall(r"`(\w+_url)`", PAGE))
