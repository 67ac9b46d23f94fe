"""A film as the pages show it that work on it before it is here."""

from app.features.productions.models import UploadStatus
from app.features.productions.schemas.editor import Film
from app.features.productions.schemas.uploads import UploadView
from app.kernel import part_files


def film_of(upload: UploadView) -> Film:
    """The source as far as it has arrived."""
    shared = upload.model_dump(include=set(Film.model_fields) - {"title", "seconds", "error"})
    return Film(
        **shared,
        title=upload.display_name,
        seconds=upload.duration_seconds or upload.known_seconds,
        error=upload.error or "",
        elsewhere=upload.status is UploadStatus.UPLOADING and part_files.is_busy(str(upload.id)),
    )
