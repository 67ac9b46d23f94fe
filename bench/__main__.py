"""Runs the benches by name, all of them by default: `python -m bench [name …]`.

Each runs in a process of its own, so that none warms or fattens another; the exit code says whether
every figure kept its limit.
"""

import argparse
import subprocess
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}")
    wanted = parser.parse_args().names or NAMES
    if unknown := set(wanted) - set(NAMES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    over = [name for name in wanted if not _keeps_its_limit(name)]
    if over:
        print(f"\nover the limit: {', '.join(over)}")
    return 1 if over else 0


def _keeps_its_limit(name: str) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
