"""REST of planets."""

from fastapi import APIRouter

from app.features.planets.api import art, builder, members, news, planets, previews, samples, topics

router = APIRouter()
router.include_router(members.joining)
router.include_router(planets.router)
router.include_router(members.router)
router.include_router(builder.router)
router.include_router(news.router)
router.include_router(previews.router)
router.include_router(art.router)
router.include_router(samples.router)
router.include_router(topics.router)
