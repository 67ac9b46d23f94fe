"""The named failures of planets, those who share them, and their art."""

from collections.abc import Mapping
from typing import Any

from app.kernel.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound


class PlanetNotFound(NotFound):
    code = "planet_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such planet. It may have been deleted.")


class PlanetHidden(NotAllowed):
    """It is neither public nor shared with the person; the contract of planets says so, and not 404."""

    code = "planet_hidden"

    def __init__(self) -> None:
        super().__init__("This planet is not public. Ask whoever made it to invite you.")


class NotASteward(NotAllowed):
    code = "not_a_steward"

    def __init__(self) -> None:
        super().__init__("Only the owner and the stewards of this planet may change it.")


class NotAMember(NotAllowed):
    code = "not_a_member"

    def __init__(self) -> None:
        super().__init__("Only the members of this planet may see this.")


class NotTheOwner(NotAllowed):
    code = "not_the_owner"

    def __init__(self) -> None:
        super().__init__("Only the owner of this planet may do this.")


class OwnerStays(Conflict):
    """A planet has exactly one owner, who neither leaves it nor becomes something else."""

    code = "owner_stays"

    def __init__(self) -> None:
        super().__init__("The owner of a planet stays its owner. To be rid of the planet, delete it.")


class PlanetArchived(Conflict):
    code = "planet_archived"

    def __init__(self) -> None:
        super().__init__("This planet is archived. Bring it back before you change it.")


class PlanetChanged(Conflict):
    """Somebody else changed the planet first; `facts["planet"]` is the newer one."""

    code = "planet_changed"

    def __init__(self, planet: Mapping[str, Any]) -> None:
        super().__init__(
            "This planet was changed meanwhile. Nothing was changed by this; here is how it is now.",
            facts={"planet": dict(planet)},
        )


class NotGenerating(Conflict):
    code = "not_generating"

    def __init__(self) -> None:
        super().__init__("This planet is not being painted any more.")


class TooManyPlanets(Conflict):
    code = "too_many_planets"

    def __init__(self, most: int) -> None:
        super().__init__(f"You have {most} planets already. Delete one before you make another.")


class MemberNotFound(NotFound):
    code = "member_not_found"

    def __init__(self) -> None:
        super().__init__("They are no member of this planet.")


class NotAColleague(InvalidInput):
    """Only people of one's own account are let in without being asked."""

    code = "not_a_colleague"

    def __init__(self) -> None:
        text = "They are not in your account. Invite them instead."
        super().__init__(text, fields={"user_id": [text]})


class InvitationNotFound(NotFound):
    """No such invitation, or it was used, withdrawn, or is too old."""

    code = "invitation_not_found"

    def __init__(self) -> None:
        super().__init__("This invitation is not good any more. Ask for a new one.")


class TooManyInvitations(Conflict):
    code = "too_many_invitations"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} links to this planet are open already. Withdraw one, then make another.")


class TooManyLetters(LimitReached):
    code = "too_many_letters"

    def __init__(self, retry_after: int) -> None:
        text = f"You sent many invitations just now. Nothing was sent; go on in {retry_after} s."
        super().__init__(text, retry_after=retry_after)


class ArtNotFound(NotFound):
    code = "art_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such picture of this planet.")


class NoSuchSample(NotFound):
    """No choice of the builder has this name, or none that can be shown."""

    code = "no_such_sample"

    def __init__(self) -> None:
        super().__init__("There is no such picture: no choice of the builder has this name.")


class UnknownTopics(InvalidInput):
    code = "unknown_topics"

    def __init__(self, unknown: list[int]) -> None:
        text = f"Unknown trigger topic IDs: {', '.join(str(one) for one in unknown[:20])}"
        super().__init__(f"{text}. Nothing was changed.", fields={"topic_ids": [text]})
