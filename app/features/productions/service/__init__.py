"""The verbs of uploads, presets, drafts and productions."""
