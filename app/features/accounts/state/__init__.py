"""Settings in a tab, by what they are about."""

from app.features.accounts.state.access import AccessState
from app.features.accounts.state.members import MembersState
from app.features.accounts.state.person import PersonState

__all__ = ["AccessState", "MembersState", "PersonState"]
