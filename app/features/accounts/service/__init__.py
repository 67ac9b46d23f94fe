"""The verbs of accounts."""

from app.features.accounts.service.authentication import AccountAuthenticator
from app.features.accounts.service.browser_sessions import (
    Origin,
    end_browser_session,
    end_other_browser_sessions,
    list_browser_sessions,
    sign_out,
)
from app.features.accounts.service.departure import delete_me, export_everything
from app.features.accounts.service.members import (
    change_role,
    invite,
    list_invitations,
    list_members,
    remove_member,
    withdraw_invitation,
)
from app.features.accounts.service.password import change_password, request_password_link, reset_password
from app.features.accounts.service.people import AccountPeople, change_profile, get_me, get_storage
from app.features.accounts.service.registration import accept_invitation, create_user, register
from app.features.accounts.service.signing_in import sign_in
from app.features.accounts.service.tokens import create_token, list_tokens, revoke_token

__all__ = [
    "AccountAuthenticator",
    "AccountPeople",
    "Origin",
    "accept_invitation",
    "change_password",
    "change_profile",
    "change_role",
    "create_token",
    "create_user",
    "delete_me",
    "end_browser_session",
    "end_other_browser_sessions",
    "export_everything",
    "get_me",
    "get_storage",
    "invite",
    "list_browser_sessions",
    "list_invitations",
    "list_members",
    "list_tokens",
    "register",
    "remove_member",
    "request_password_link",
    "reset_password",
    "revoke_token",
    "sign_in",
    "sign_out",
    "withdraw_invitation",
]
