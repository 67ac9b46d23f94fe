"""Parts that only the pages of accounts need."""

from app.features.accounts.components.access import api_tokens, browser_sessions
from app.features.accounts.components.fetch_form import Done, FormField, fetch_form
from app.features.accounts.components.personal import comfort, leaving, password, profile, storage
from app.features.accounts.components.team import team

__all__ = [
    "Done",
    "FormField",
    "api_tokens",
    "browser_sessions",
    "comfort",
    "fetch_form",
    "leaving",
    "password",
    "profile",
    "storage",
    "team",
]
