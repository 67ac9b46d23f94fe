"""Each import contract, proved by breaking it once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LINTER = Path(sys.executable).parent / "lint-imports"

BREAKS = {
    "tree": ("app/kernel/clock.py", "import app.rest.errors"),
    "feature": ("app/features/accounts/errors.py", "import app.features.accounts.models"),
    "features": ("app/features/accounts/errors.py", "import app.features.productions.errors"),
    "frameworks": ("app/features/accounts/errors.py", "import fastapi"),
    "transactions": ("app/features/accounts/errors.py", "import app.kernel.db"),
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
    file, bad = BREAKS[contract]
    (copy / file).open("a").write(f"\n{bad}\n")

    broken = _lint(copy, contract)

    assert broken.returncode == 1
    assert "1 broken" in broken.stdout


def test_no_contract_lacks_a_proof() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert {contract["id"] for contract in project["tool"]["importlinter"]["contracts"]} == set(BREAKS)
