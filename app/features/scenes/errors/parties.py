"""The named failures of saving and loading parties."""

from app.kernel.errors import FieldTexts, InvalidInput, NotFound, PreconditionFailed


class InvalidParty(InvalidInput):
    """A save breaks a rule; `fields` names the places, such as `state.heroes.0.hp`."""

    code = "invalid_party"

    def __init__(self, fields: FieldTexts) -> None:
        super().__init__(
            "This can't be saved as it is, so nothing was changed: what was saved before is kept. "
            "Mend what is named and send it again.",
            fields=fields,
        )


class PartyNotFound(NotFound):
    """Nothing was saved under this session id, or the run is somebody else's."""

    code = "party_not_found"

    def __init__(self) -> None:
        super().__init__(
            "Nothing is saved under this session id, or it opens only for the person it belongs to."
        )


class PartyMovedOn(PreconditionFailed):
    """The party is not as the save expects it.

    `facts["revision"]` is where it stands, null when there is none.
    """

    code = "party_moved_on"

    def __init__(self, revision: int | None) -> None:
        super().__init__(
            "Nothing is saved under this session id, so there is nothing that this save could follow."
            if revision is None
            else "Another save was made here meanwhile, and it is kept. Load it, then decide what to save.",
            facts={"revision": revision},
        )
