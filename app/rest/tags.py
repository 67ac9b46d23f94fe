"""Entity tags in requests."""


def has_copy(if_none_match: str | None, tag: str) -> bool:
    """Whether `If-None-Match` names `tag`, with its quotes, or any (RFC 9110, 13.1.2).

    A weak tag counts too: proxies that compress an answer weaken its tag.
    """
    if if_none_match is None:
        return False
    named = (one.strip().removeprefix("W/") for one in if_none_match.split(","))
    return any(one in (tag, "*") for one in named)
