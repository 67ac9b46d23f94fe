"""The command line: `python -m app serve | worker | create-user | sweep | doctor | stories | steps`."""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from app import wiring, worker
from app.features.accounts.schemas import Registration
from app.features.accounts.service.registration import create_user
from app.features.planets.errors import StepsInvalid
from app.features.planets.rules.steps import FILE as STEPS
from app.features.planets.rules.steps import read_steps
from app.kernel import db, logs
from app.kernel.errors import AppError
from app.kernel.identity import PlatformRole
from app.kernel.jobs.sweep import sweep
from app.launcher import doctor, schema, stories
from app.launcher.prove import prove
from app.launcher.serve import CannotServe, serve

Command = Callable[[argparse.Namespace], int]


def _serve(chosen: argparse.Namespace) -> int:
    serve(with_pages=not chosen.without_pages)
    return 0


def _worker(_: argparse.Namespace) -> int:
    schema.upgrade()
    db.reset_engine()
    return worker.run_worker()


def _create_user(chosen: argparse.Namespace) -> int:
    password = chosen.password or getpass.getpass(f"Password for {chosen.email}: ")
    wanted = Registration(
        email=chosen.email, password=password, display_name=chosen.name or chosen.email.split("@")[0]
    )
    wiring.wire()
    schema.upgrade()
    role = PlatformRole(chosen.platform_role) if chosen.platform_role else None
    with db.unit_of_work() as session:
        made = create_user(session, wanted, role)
    print(f"{made.email} can sign in now")
    return 0


def _sweep(_: argparse.Namespace) -> int:
    wiring.wire()
    print(sweep())
    return 0


def _doctor(chosen: argparse.Namespace) -> int:
    wiring.wire()
    healthy = True
    for finding in doctor.examine():
        healthy = healthy and finding.ok
        print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.part:<11} {finding.text}")
        if finding.mend and not finding.ok:
            print(f"      {'':<11} to mend it: {finding.mend}")
    if chosen.prove:
        healthy = prove(chosen.kills) and healthy
    return 0 if healthy else 1


def _stories(chosen: argparse.Namespace) -> int:
    if chosen.schema:
        print(stories.schema(), end="")
        return 0
    playable = True
    for report in stories.examine(chosen.files):
        playable = playable and not report.problems
        print(f"{'FAIL' if report.problems else 'ok  '}  {report.file}: {report.title}")
        for line in report.problems:
            print(f"      {line}")
        for line in report.advice:
            print(f"      (advice) {line}")
    return 0 if playable else 1


def _steps(chosen: argparse.Namespace) -> int:
    try:
        steps = read_steps(chosen.file)
    except StepsInvalid as found:
        print(f"FAIL  {chosen.file}: the builder can't ask this")
        for line in found.problems:
            print(f"      {line}")
        return 1
    counted = f"{len(steps)} steps, {len(list(steps.questions()))} fields"
    print(f"ok    {chosen.file}: version {steps.version}, {counted}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app", description="Everkeep from the command line.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Command, says: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=says, description=says)
        command.set_defaults(run=run)
        return command

    served = add("serve", _serve, "upgrade, build what changed, and serve the app with its worker")
    pages = "serve REST and the socket alone, where others serve the built pages; needs no Node.js"
    served.add_argument("--without-pages", action="store_true", help=pages)
    add("worker", _worker, "run one worker")
    person = add("create-user", _create_user, "make a person with an account of their own")
    person.add_argument("email")
    person.add_argument("--name", help="how they are called; by default what stands before the @")
    person.add_argument("--password", help="asked for when left out")
    person.add_argument("--platform-role", choices=[role.value for role in PlatformRole])
    add("sweep", _sweep, "take jobs back from dead workers, and tidy up, once")
    patient = add("doctor", _doctor, "check this installation, and say how to mend what is broken")
    patient.add_argument("--prove", action="store_true", help="also kill servers and workers of a trial")
    patient.add_argument("--kills", type=int, default=5, help="how often the trial kills each of them")
    check = add("stories", _stories, "check story files and walk every way through them")
    check.add_argument("files", nargs="*", type=Path, help="by default those of this installation")
    check.add_argument("--schema", action="store_true", help="print the JSON schema of a story's file")
    check = add("steps", _steps, "check the file of the planet builder's steps")
    check.add_argument("file", nargs="?", type=Path, default=STEPS, help="by default this installation's")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    logs.configure()
    command: Command = chosen.run
    try:
        return command(chosen)
    except (CannotServe, schema.SchemaTooNew) as reason:
        print(reason, file=sys.stderr)
    except AppError as error:
        print(
            "\n".join([error.message, *(text for texts in error.fields.values() for text in texts)]),
            file=sys.stderr,
        )
    except ValidationError as error:
        print(
            "\n".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors()), file=sys.stderr
        )
    return 1


if __name__ == "__main__":
    sys.exit(main())
