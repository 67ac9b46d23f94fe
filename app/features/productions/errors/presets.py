"""The named failures of presets."""

from collections.abc import Mapping, Sequence

from app.kernel.errors import Conflict, InvalidInput, NotFound


class PresetNotFound(NotFound):
    """No such preset, or somebody else's."""

    code = "preset_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such preset.")


class InvalidPreset(InvalidInput):
    """The settings break a rule of their kind."""

    code = "invalid_preset"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Some settings need another look. The preset is unchanged.", fields=fields)


class PresetArchived(Conflict):
    """An archived preset takes no changes."""

    code = "preset_archived"

    def __init__(self) -> None:
        super().__init__("This preset was put away. Bring it back to change it.")


class TooManyPresets(Conflict):
    """The person has as many presets of a kind as are kept."""

    code = "too_many_presets"

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have {limit} presets of this kind already. Archive one to make another.")
