"""Copying a text, on plain http too."""

import json
from typing import Any

import reflex as rx
from reflex.event import EventChain
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

from app.ui.local_assets import local_asset

_script = local_asset(__name__, "clipboard.js")
_LIBRARY = _script.importable_path


def copy_text(text: Any, field_id: str) -> rx.Var[Any]:
    """An event trigger that copies `text`, or else selects it in the field `field_id`."""
    wanted = rx.Var.create(text)
    data = VarData(imports={_LIBRARY: [ImportVar(tag="copyText")]})
    return rx.Var(
        f"(() => copyText({wanted!s}, {json.dumps(field_id)}))",
        _var_type=EventChain,
        _var_data=VarData.merge(data, wanted._get_all_var_data()),
    )
