"""Compiled inner loops. Importing any of these imports numba: only the painting process does."""
