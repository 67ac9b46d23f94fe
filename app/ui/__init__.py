"""The shared face: theme, layout, components, the browser door."""
