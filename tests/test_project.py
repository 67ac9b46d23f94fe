"""What the files around the code promise."""

import json
import re
from pathlib import Path

import pytest
import yaml

from app.kernel.config import Settings
from tests.conftest import ROOT

LOCK = ROOT / "reflex.lock" / "package-lock.json"
VARIABLES = {str(field.validation_alias): field for field in Settings.model_fields.values()}


def _readme_table() -> dict[str, str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| .+ \|$", (ROOT / "README.md").read_text(), re.M)
    return {name: default.strip("`") for name, default in rows}


def test_readme_lists_every_setting_and_no_other() -> None:
    assert set(_readme_table()) == set(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_readme_gives_the_default_that_the_code_has(name: str) -> None:
    default = VARIABLES[name].default
    told = _readme_table()[name]
    if default is None:
        assert "none" in told or "by itself" in told
    else:
        assert told.split("`")[0].split(" ")[0] == str(default).lower() or told == str(default)


def test_env_example_shows_every_setting_and_changes_none() -> None:
    lines = [line for line in (ROOT / ".env.example").read_text().splitlines() if "=" in line]
    shown = {line.lstrip("# ").split("=")[0] for line in lines if re.match(r"#? ?[A-Z_]+=", line)}
    assert shown == set(VARIABLES)
    assert not [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_lower_bounds_only(file: str) -> None:
    lines = (ROOT / file).read_text().split("\n")
    wrong = [
        line for line in lines if line and not re.fullmatch(r"-r \S+|[a-zA-Z0-9_.\[\]-]+>=[0-9.]+", line)
    ]
    assert not wrong


def test_every_requirement_has_a_version_that_passed() -> None:
    def name(line: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[\[>=]", line)[0]).lower()

    wanted = {
        name(line)
        for file in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / file).read_text().split("\n")
        if line and not line.startswith("-")
    }
    passed = {name(line) for line in (ROOT / "constraints.txt").read_text().split("\n") if line}
    assert wanted <= passed


@pytest.mark.parametrize("lock", [LOCK, ROOT / "tests" / "journeys" / "package-lock.json"], ids=str)
def test_a_lock_file_names_no_registry(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all(
        package.get("integrity") for name, package in packages.items() if name and not package.get("link")
    )


def test_the_lock_pins_what_the_package_file_asks_for() -> None:
    asked = json.loads((ROOT / "reflex.lock" / "package.json").read_text())
    locked = json.loads(LOCK.read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert locked.get(kind, {}) == asked.get(kind, {})


def test_the_scaled_out_topology_sets_only_what_exists() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert {"database", "redis", "web", "worker"} <= set(services)
    ours = [service for service in services.values() if "build" in service]
    for service in ours:
        assert set(service["environment"]) <= set(VARIABLES)


def test_no_file_names_a_machine_or_a_registry() -> None:
    import subprocess

    places = (
        r"(^|[^[:alnum:]_.])/(work|farm|root|home)/[[:alnum:]_.]|https?://[^ \"]*(npmjs|pypi|pythonhosted)"
    )
    found = subprocess.run(
        ["git", "grep", "-nIE", places, "--", ".", ":!tests/test_project.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=str)
def test_what_a_page_of_the_documentation_points_to_exists(page: Path) -> None:
    pointed = re.findall(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"", page.read_text())
    here = [link for pair in pointed for link in pair if link and not link.startswith(("http:", "https:"))]
    assert [link for link in here if not (page.parent / link).exists()] == []


def test_the_readme_shows_the_app_and_begins_with_two_commands() -> None:
    top = "\n".join((ROOT / "README.md").read_text().splitlines()[:40])
    assert re.search(r"\.(png|jpe?g|webp)", top)
    commands = re.findall(r"```\w*\n(.*?)```", top, re.DOTALL)[0].strip().splitlines()
    assert [line.split("#")[0].strip() for line in commands] == ["make run", "make test"]
