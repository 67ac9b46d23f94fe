"""REST of scenes."""

from fastapi import APIRouter

from app.features.scenes.api import parties

router = APIRouter()
router.include_router(parties.router)
