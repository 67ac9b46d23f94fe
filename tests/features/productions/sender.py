"""A process that receives an upload and says what it has acknowledged, to be killed in the middle.

`python -m tests.features.productions.sender USER ACCOUNT UPLOAD OFFSET FILE`
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from app.adapters.storage import LocalStorage
from app.features.accounts import models as accounts
from app.features.productions.service.receiving import Receiver
from app.kernel import db, ports
from app.kernel.config import settings
from app.kernel.identity import Actor
from app.kernel.ports.storage import Storage

BLOCK = 64 * 1024
TABLES = (accounts,)  # the rows that uploads point at


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(user: str, account: str, upload: str, offset: str, file: str) -> None:
    ports.bind(Storage, LocalStorage(settings().files_dir))
    actor = Actor(UUID(user), UUID(account))

    def transact(service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with db.unit_of_work() as session:
            return service(session, actor, *args, **kwargs)

    content = Path(file).read_bytes()
    with Receiver(transact, int(upload), int(offset)) as receiver:
        say("ready")
        for start in range(int(offset), len(content), BLOCK):
            receiver.write(content[start : start + BLOCK])
            say(receiver.save())


if __name__ == "__main__":
    main(*sys.argv[1:])
