"""REST of uploads, presets, drafts and productions."""

from fastapi import APIRouter

from app.features.productions.api import changes, drafts, presets, productions, uploads

router = APIRouter()
for part in (uploads, presets, drafts, changes, productions):
    router.include_router(part.router)
