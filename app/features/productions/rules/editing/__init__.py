"""Cutting a film and laying pictures over it: every edit is a pure function from timeline to timeline."""
