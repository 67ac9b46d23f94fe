"""What can go wrong with accounts, as a person is told it."""

from app.kernel.errors import Conflict, InvalidInput, LimitReached, NotFound, NotSignedIn


class WrongCredentials(NotSignedIn):
    """Unknown e-mail or wrong password: deliberately the same answer for both."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__("That e-mail and password don't belong together. Check both and try again.")


class TooManySignIns(LimitReached):
    """Refused before the password is even looked at."""

    code = "too_many_sign_ins"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Too many attempts to sign in. Try again in {_in_words(retry_after)}.", retry_after=retry_after
        )


class TooManyGuesses(LimitReached):
    """The current password was wrong too often; refused before it is looked at again."""

    code = "too_many_guesses"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "That was not your current password several times, so nothing was changed. "
            f"Try again in {_in_words(retry_after)}.",
            retry_after=retry_after,
        )


class TooManyLetters(LimitReached):
    """A link to reset a password was asked for too often."""

    code = "too_many_letters"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"A link was asked for several times. Try again in {_in_words(retry_after)}.",
            retry_after=retry_after,
        )


class TooManyRegistrations(LimitReached):
    """One address has opened many accounts."""

    code = "too_many_registrations"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Many accounts were opened from here. Try again in {_in_words(retry_after)}.",
            retry_after=retry_after,
        )


class PasswordTooShort(InvalidInput):
    code = "password_too_short"

    def __init__(self, minimum: int, field: str = "password") -> None:
        text = f"Use at least {minimum} characters."
        super().__init__(text, fields={field: [text]})


class PasswordTooCommon(InvalidInput):
    code = "password_too_common"

    def __init__(self, field: str = "password") -> None:
        text = "Many people use this password, so it is the first that is guessed. Choose another."
        super().__init__(text, fields={field: [text]})


class WrongPassword(InvalidInput):
    """The current password, asked again before something that can't be undone."""

    code = "wrong_password"

    def __init__(self, field: str) -> None:
        text = "This is not your current password. Nothing was changed."
        super().__init__(text, fields={field: [text]})


class EmailTaken(Conflict):
    code = "email_taken"

    def __init__(self) -> None:
        text = "Somebody already signs in with this e-mail. Sign in instead, or use another."
        super().__init__(text, fields={"email": [text]})


class LinkSpent(NotFound):
    """A one-time link that is unknown, used or expired."""

    code = "link_spent"

    def __init__(self) -> None:
        super().__init__("This link has been used or has expired. Ask for a new one.")


class NoSuchSession(NotFound):
    def __init__(self) -> None:
        super().__init__("There is no such session. It may already have ended.")


class NoSuchToken(NotFound):
    def __init__(self) -> None:
        super().__init__("There is no such token. It may already be revoked.")


class NoSuchMember(NotFound):
    def __init__(self) -> None:
        super().__init__("There is nobody like that in this account.")


class NoSuchInvitation(NotFound):
    def __init__(self) -> None:
        super().__init__("There is no such invitation. It may have been used.")


class LastOwner(Conflict):
    """An account with people in it keeps an owner."""

    code = "last_owner"

    def __init__(self) -> None:
        super().__init__(
            "You are the only owner, and others are still in this account. Make one of them an owner first."
        )


class TooManyTokens(Conflict):
    code = "too_many_tokens"

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have {limit} tokens, which is the limit. Revoke one that you don't use.")


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} second{'s' * (seconds != 1)}"
    return f"{-(-seconds // 60)} minutes"
