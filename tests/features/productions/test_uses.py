"""Pictures without a use, taken for a film where one is chosen."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.errors import DraftNotFound, LowerThirdNotPng, PictureHasUse, UploadNotFound
from app.features.productions.models import ImageRole, ProductionDraft, Upload, UploadKind, UploadStatus
from app.features.productions.service import uses
from app.kernel import db
from app.kernel.changes import Batch
from app.kernel.errors import AppError, Conflict, InvalidInput
from app.kernel.identity import Actor
from tests.factories import fresh
from tests.factories.productions import make_draft, make_upload
from tests.fakes.authenticator import actor_of

pytestmark = pytest.mark.usefixtures("fakes")


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def _picture(session: Session, user: User, **given: object) -> Upload:
    return make_upload(session, user, UploadKind.IMAGE, **{"role": None, **given})


def _give(actor: Actor, draft: ProductionDraft, picture: Upload, key: str, **bases: list[object]) -> None:
    value = (
        {"kind": "title_image", "uploadId": picture.id, "holdSeconds": 3} if key == "intro" else picture.id
    )
    choice = Batch(scope="draft", changes={key: value}, bases={key: [None]} | bases)
    with db.unit_of_work() as work:
        uses.give_use(work, actor, draft.id or 0, picture.id or 0, choice)


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("logoUploadId", ImageRole.LOGO),
        ("lowerThirdUploadId", ImageRole.LOWER_THIRD),
        ("intro", ImageRole.TITLE_PAGE),
    ],
)
def test_a_picture_without_a_use_gets_the_one_that_it_is_chosen_for(
    session: Session, user: User, actor: Actor, draft: ProductionDraft, key: str, role: ImageRole
):
    picture = _picture(session, user)

    _give(actor, draft, picture, key)

    assert fresh(session, picture).role is role
    assert key in fresh(session, draft).config_json


def test_a_lower_third_is_a_png_here_too(session: Session, user: User, actor: Actor, draft: ProductionDraft):
    photo = _picture(session, user, mime="image/jpeg")

    with pytest.raises(LowerThirdNotPng, match="must be a PNG"):
        _give(actor, draft, photo, "lowerThirdUploadId")

    assert fresh(session, photo).role is None
    assert fresh(session, draft).config_json == {}


def test_a_picture_keeps_the_use_that_it_was_given_meanwhile(
    session: Session, user: User, actor: Actor, draft: ProductionDraft
):
    picture = _picture(session, user, role=ImageRole.OVERLAY)

    with pytest.raises(PictureHasUse):
        _give(actor, draft, picture, "logoUploadId")

    assert fresh(session, picture).role is ImageRole.OVERLAY


def test_a_choice_that_is_not_saved_gives_no_use_either(
    session: Session, user: User, actor: Actor, draft: ProductionDraft
):
    taken = make_upload(session, user, UploadKind.IMAGE)
    draft.config_json = {"logoUploadId": taken.id}
    session.commit()
    picture, unready = _picture(session, user), _picture(session, user, status=UploadStatus.PROCESSING)

    with pytest.raises(Conflict, match="on another device"):
        _give(actor, draft, picture, "logoUploadId")
    with pytest.raises(InvalidInput, match="not ready"):
        _give(actor, draft, unready, "lowerThirdUploadId")
    with pytest.raises(InvalidInput, match="No picture"):
        _give(actor, draft, picture, "musicUploadId")

    assert fresh(session, picture).role is None
    assert fresh(session, unready).role is None
    assert fresh(session, draft).config_json == {"logoUploadId": taken.id}


def test_nobody_gives_a_use_to_anothers_picture_or_for_anothers_film(
    session: Session, user: User, stranger: User, actor: Actor, draft: ProductionDraft
):
    theirs, mine = _picture(session, stranger), _picture(session, user)

    refusals: list[tuple[Actor, Upload, type[AppError]]] = [
        (actor, theirs, UploadNotFound),
        (actor_of(stranger), theirs, DraftNotFound),
        (actor_of(stranger), mine, DraftNotFound),
    ]
    for who, picture, refusal in refusals:
        with pytest.raises(refusal):
            _give(who, draft, picture, "logoUploadId")

    assert [fresh(session, one).role for one in (theirs, mine)] == [None, None]
