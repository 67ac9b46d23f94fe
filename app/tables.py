"""Imports every model, so that Alembic sees the whole schema."""

from app.features.accounts import models as accounts
from app.features.planets import models as planets
from app.features.productions import models as productions
from app.features.scenes import models as scenes
from app.kernel import assets
from app.kernel.jobs import models as jobs

__all__ = ["accounts", "assets", "jobs", "planets", "productions", "scenes"]
