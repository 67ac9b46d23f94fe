"""Which kind of machine a browser runs on, for "changed on your phone"."""

PHONE = "phone"
COMPUTER = "computer"


def device_of(user_agent: str) -> str:
    """`phone`, `computer`, or the empty text for a program that is no browser."""
    if any(mark in user_agent for mark in ("Mobi", "Android", "iPhone")):
        return PHONE
    return COMPUTER if user_agent.startswith("Mozilla/") else ""
