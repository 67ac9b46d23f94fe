"""The command line: `python -m app serve | worker | create-user | sweep | doctor`."""

import argparse
import sys

from app.kernel import logs
from app.launcher.serve import CannotServe, serve


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app", description="Everkeep from the command line.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("serve", help="upgrade, build what changed, and serve the app with its worker")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    logs.configure()
    try:
        if chosen.command == "serve":
            serve()
    except CannotServe as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
