"""`/api/auth/*`: signing in, the signed-in person, their account."""

from fastapi import APIRouter

from app.features.accounts.api import account, entrance, person

router = APIRouter()
for part in (entrance, person, account):
    router.include_router(part.router)
