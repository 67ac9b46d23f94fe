"""Old links, which carried a production's choices in their query."""

from collections.abc import Mapping

from sqlmodel import Session

from app.features.productions.rules.legacy import LegacySeed, read_legacy_query
from app.features.productions.schemas.drafts import SeededDraft
from app.features.productions.service import drafts, findings
from app.kernel.identity import Actor


def seed_draft(
    session: Session, actor: Actor, draft_id: int, query: Mapping[str, str], *, device: str = ""
) -> SeededDraft:
    """Start a draft that was never changed with the choices of `query`; any other stays as it is.

    What can't be read, or names something that is not the person's own, is left out and told in
    the note. Raises `DraftNotFound`.
    """
    draft, source = drafts.own_draft(session, actor, draft_id)
    untouched = draft.revision == 1 and not draft.config_json and draft.archived_at is None
    if not untouched:
        return SeededDraft(draft=drafts.view(session, draft, source), note=None)
    read = read_legacy_query(query, duration=source.duration_seconds)
    owned = findings.load_owned(session, actor.user_id, [read.config])
    unusable = findings.choice_issues(read.config, source, owned)
    config = findings.without_faults(read.config, unusable)
    dropped = tuple(dict.fromkeys(issue.field.split(".")[0] for issue in unusable))
    note = LegacySeed(config, (*read.ignored, *dropped)).note
    if not config:
        return SeededDraft(draft=drafts.view(session, draft, source), note=note)
    saved = drafts.save_draft(session, actor, draft_id, config, revision=draft.revision, device=device)
    return SeededDraft(draft=saved, note=note)
