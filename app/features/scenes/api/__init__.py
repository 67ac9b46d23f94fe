"""REST of scenes."""

from fastapi import APIRouter

from app.features.scenes.api import backdrops, parties, runs

router = APIRouter()
router.include_router(parties.router)
router.include_router(backdrops.router)
router.include_router(runs.router)
