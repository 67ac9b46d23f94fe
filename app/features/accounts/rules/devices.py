"""What to call a browser in the list of sessions."""

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"))
_MORE_BROWSERS = (("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"))
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
_MORE_SYSTEMS = (("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"))


def device_name(user_agent: str) -> str:
    """ "Firefox on Android" from the header that browsers send; "Another device" when it says nothing."""
    browser = _first(user_agent, _BROWSERS + _MORE_BROWSERS)
    system = _first(user_agent, _SYSTEMS + _MORE_SYSTEMS)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "Another device"


def _first(user_agent: str, marks: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
