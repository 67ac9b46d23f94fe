"""Inputs and views of uploads, presets, drafts and productions."""
