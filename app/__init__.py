"""Everkeep: a self-hosted studio for storytellers that keeps your place in all of it."""

__version__ = "0.1.0"
