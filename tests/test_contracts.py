"""Each import contract, proved by breaking it once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LINTER = Path(sys.executable).parent / "lint-imports"

ERRORS = "app/features/accounts/errors.py"
BREAKS = {
    "tree": [("app/kernel/clock.py", "import app.rest.errors")],
    "feature": [
        (ERRORS, "import app.features.accounts.models"),
        ("app/features/activity/api.py", "import app.features.activity.state"),
    ],
    "features": [(ERRORS, "import app.features.productions.errors")],
    "frameworks": [(ERRORS, f"import {name}") for name in ("reflex", "fastapi", "celery")],
    "transactions": [(ERRORS, "import app.kernel.db")],
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree and its contracts, to break."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    # The linter looks a package up by its name: the copy must come first.
    environment = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}
    command = [LINTER, "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("contract", BREAKS)
def test_contract_holds_and_notices_one_bad_import(contract: str, copy: Path) -> None:
    held = _lint(copy, contract)
    assert held.returncode == 0, held.stdout
    for file, bad in BREAKS[contract]:
        whole = (copy / file).read_text()
        (copy / file).write_text(f"{whole}\n{bad}\n")

        broken = _lint(copy, contract)

        assert (broken.returncode, "1 broken" in broken.stdout) == (1, True), bad
        (copy / file).write_text(whole)


def test_no_contract_lacks_a_proof() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert {contract["id"] for contract in project["tool"]["importlinter"]["contracts"]} == set(BREAKS)
