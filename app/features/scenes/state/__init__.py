"""Scenes' state, split by noun."""
