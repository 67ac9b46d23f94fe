"""Parts of Home."""

from app.features.home.components.doors import doors, new_menu
from app.features.home.components.sample import sample_notice, sample_section
from app.features.home.components.things import continue_card, finished, others, waiting, working

__all__ = [
    "continue_card",
    "doors",
    "finished",
    "new_menu",
    "others",
    "sample_notice",
    "sample_section",
    "waiting",
    "working",
]
