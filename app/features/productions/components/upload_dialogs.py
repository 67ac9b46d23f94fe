"""What is asked on the uploads page before something changes."""

import reflex as rx

from app.features.productions.models import UploadKind
from app.features.productions.state.uploads import UploadsState
from app.ui.components import button, dialog, field, text_area, text_input

_FORM = "upload-words"


def upload_dialogs() -> rx.Component:
    """All dialogs; at most one is open."""
    return rx.fragment(_edit(), _delete(), _start_over(), _discard())


def _edit() -> rx.Component:
    form = rx.el.form(
        field(
            "Name",
            text_input(name="title", default_value=UploadsState.asked_title, max_length=512, required=True),
            error=UploadsState.form_error,
            id="upload-title",
        ),
        field(
            "Description",
            text_area(
                name="description", default_value=UploadsState.asked_description, max_length=2000, rows=4
            ),
            help="Only you see it. The search looks here too.",
            id="upload-description",
        ),
        id=_FORM,
        key=UploadsState.asked_id.to_string(),
        on_submit=UploadsState.save_words,
        class_name="flex flex-col gap-4",
    )
    save = button("Save", variant="primary", type="submit", form=_FORM, pending=UploadsState.pending)
    return dialog(
        open=UploadsState.asking == "edit",
        title="Name and description",
        body=form,
        actions=[button("Cancel", on_click=UploadsState.close(False)), save],
        on_open_change=UploadsState.close,
    )


def _question(what: str, title: str, sentence: object, yes: rx.Component) -> rx.Component:
    return dialog(
        open=UploadsState.asking == what,
        title=title,
        description=sentence,
        actions=[button("Keep it", on_click=UploadsState.close(False)), yes],
        on_open_change=UploadsState.close,
    )


def _delete() -> rx.Component:
    what = rx.cond(
        UploadsState.asked_kind == UploadKind.VIDEO.value,
        "The file and its unfinished draft go for good. Productions that you made from it stay.",
        "The file goes for good. Productions that you made with it stay; drafts will ask for another one.",
    )
    yes = button("Delete", variant="danger", on_click=UploadsState.delete, pending=UploadsState.pending)
    return _question("delete", "Delete “" + UploadsState.asked_title + "”?", what, yes)


def _start_over() -> rx.Component:
    return _question(
        "start_over",
        "Start over?",
        "Your choices for “" + UploadsState.asked_title + "” are put away, and a fresh draft opens.",
        button(
            "Start over", variant="primary", on_click=UploadsState.start_over, pending=UploadsState.pending
        ),
    )


def _discard() -> rx.Component:
    return _question(
        "discard",
        "Discard the draft?",
        "Your choices for “" + UploadsState.asked_title + "” are put away. The video itself stays.",
        button(
            "Discard draft", variant="danger", on_click=UploadsState.discard, pending=UploadsState.pending
        ),
    )
