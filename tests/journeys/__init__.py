"""A real browser on a real server: few journeys, and whole ones."""
