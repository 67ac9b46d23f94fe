"""The renderer port over PyAV (looking), Pillow (drawing) and one ffmpeg process (making)."""
