"""What a production is made of, as pure functions and data: config, presets, timeline, render plan."""
