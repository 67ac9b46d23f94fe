"""REST of uploads, presets, drafts and productions."""

from fastapi import APIRouter

from app.features.productions.api import changes, drafts, edits, presets, productions, uploads

router = APIRouter()
for part in (uploads, presets, drafts, edits, changes, productions):
    router.include_router(part.router)
