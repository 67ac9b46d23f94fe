"""What /edit-video shows once it is known what there is: the editor, or why there is none."""

import reflex as rx

from app.features.productions.components.editor import Editor
from app.features.productions.state.editor import EditorState
from app.ui import routes
from app.ui.components import empty_state, link_button
from app.ui.layout import mark


@rx.memo
def cutting_room() -> rx.Component:
    """The editor itself."""
    return Editor.create(
        film=EditorState.shown_film,
        edited=EditorState.edited,
        preview=EditorState.preview,
        pictures=EditorState.library,
        issues=EditorState.issues,
        notes=EditorState.notes,
        origin=EditorState.origin,
        place=EditorState.place,
        visit=EditorState.visit,
        answered=EditorState.answered,
        refused=EditorState.refused,
        on_edit=EditorState.edit,
        on_undo=EditorState.undo,
        on_redo=EditorState.redo,
        on_place=EditorState.keep_place,
        on_look=EditorState.look,
    )


@rx.memo
def missing() -> rx.Component:
    """The address names no video of this person's."""
    return _incident(
        empty_state(
            "film",
            EditorState.trouble,
            link_button("Go to your uploads", routes.UPLOADS, "primary"),
            title="There is nothing to cut here",
        )
    )


@rx.memo
def refused() -> rx.Component:
    """The video can't be cut, or no longer."""
    return _incident(
        empty_state(
            "clapperboard",
            EditorState.trouble,
            link_button("Go to your uploads", routes.UPLOADS, "primary"),
            title="This film can’t be cut here",
        )
    )


def _incident(part: rx.Component) -> rx.Component:
    return rx.el.div(mark(), part, class_name="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-8")
