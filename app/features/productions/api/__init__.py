"""REST of uploads, presets, drafts and productions."""

from fastapi import APIRouter

from app.features.productions.api import captions, changes, drafts, edits, presets, productions, uploads

router = APIRouter()
for part in (uploads, captions, presets, drafts, edits, changes, productions):
    router.include_router(part.router)
