"""The parts of every screen, each once. Pages build from these and never write a raw colour."""

from app.ui.components.buttons import button, icon_button, link, link_button
from app.ui.components.cards import card, list_row, table
from app.ui.components.choices import checkbox, chip, segmented, switch
from app.ui.components.classes import classes
from app.ui.components.colours import color_input, swatch
from app.ui.components.combobox import combobox
from app.ui.components.fields import field, number_input, search_input, select, text_area, text_input
from app.ui.components.icons import avatar, icon
from app.ui.components.menus import MenuItem, menu
from app.ui.components.overlays import dialog, drawer
from app.ui.components.player import Video, player
from app.ui.components.sliders import slider
from app.ui.components.status import badge, empty_state, moment, progress_bar, save_state, skeleton
from app.ui.components.styles import stylesheet
from app.ui.components.tabs import tabs
from app.ui.components.toaster import toaster
from app.ui.components.tooltip import tooltip

__all__ = [
    "MenuItem",
    "Video",
    "avatar",
    "badge",
    "button",
    "card",
    "checkbox",
    "chip",
    "classes",
    "color_input",
    "combobox",
    "dialog",
    "drawer",
    "empty_state",
    "field",
    "icon",
    "icon_button",
    "link",
    "link_button",
    "list_row",
    "menu",
    "moment",
    "number_input",
    "player",
    "progress_bar",
    "save_state",
    "search_input",
    "segmented",
    "select",
    "skeleton",
    "slider",
    "stylesheet",
    "swatch",
    "switch",
    "table",
    "tabs",
    "text_area",
    "text_input",
    "toaster",
    "tooltip",
]
