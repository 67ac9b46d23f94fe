"""Scenes' components, split by noun."""
