"""Films in a real worker."""

from app.features.productions.models import ProductionStatus
from app.features.productions.service import productions
from app.kernel import db, ports
from app.kernel.ports.storage import Storage
from tests.media import Media
from tests.topology import studio
from tests.topology.installation import Installation
from tests.waiting import wait_until


def test_a_render_obeys_a_cancel_within_two_seconds_and_leaves_nothing(
    studio_installation: Installation, media: Media
) -> None:
    long_film = media.made("long", seconds=30, width=1280, height=720)
    upload_id = studio.add_film(studio_installation, long_film)
    studio_installation.start_worker()
    production_id = studio.produce(studio_installation, upload_id)
    wait_until(studio.encoders, what="the render's start")
    with db.unit_of_work() as session:
        productions.cancel_production(session, studio_installation.actor, production_id)

    wait_until(
        lambda: studio.all_productions()[0].status is ProductionStatus.CANCELLED, seconds=2, what="the cancel"
    )
    wait_until(lambda: not studio.encoders(), what="the end of the encoder")
    wait_until(lambda: not _left_over(), what="the end of its files")


def _left_over() -> list[str]:
    return [path.name for path in ports.get(Storage).workspace().rglob("*") if path.is_file()]
