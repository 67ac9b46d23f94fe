"""REST of scenes."""

from fastapi import APIRouter

from app.features.scenes.api import backdrops, parties

router = APIRouter()
router.include_router(parties.router)
router.include_router(backdrops.router)
