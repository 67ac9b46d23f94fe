"""The page for people who write a game client says what happens: its commands and its client are run."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.services import need

PAGE = (ROOT / "docs" / "game-clients.md").read_text()
WRITTEN_FOR = "http://localhost:3000"


def test_each_command_answers_what_the_page_says(address: str) -> None:
    need(shutil.which("curl"), "curl")
    commands = re.findall(r"```sh\n(.*?)```\n+```json\n(.*?)```", PAGE, re.S)
    assert len(commands) == 2
    for command, answer in commands:
        ran = subprocess.run(
            ["sh", "-c", command.replace(WRITTEN_FOR, address)], capture_output=True, text=True, check=True
        )
        assert json.loads(ran.stdout) == json.loads(answer)


def _played(script: Path, address: str, *choices: str) -> str:
    """What the client prints last when somebody types `choices` and then stops."""
    typed = "".join(f"{choice}\n" for choice in (*choices, ""))
    ran = subprocess.run(
        [sys.executable, script, "my-first-run"],
        input=typed,
        env={"EVERKEEP": address},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def test_the_client_goes_on_where_it_stopped(address: str, tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert found is not None
    assert len([line for line in found[1].splitlines() if line]) <= 30
    script = tmp_path / "play.py"
    script.write_text(found[1])
    assert "Saved at scene 3." in _played(script, address, "left", "trust")
    assert "Scene 3: what now?" in _played(script, address, *["on"] * 8)
    assert "Saved at scene 11." in _played(script, address)
