"""Things to be seen in a landscape, drawn into a sketch. Sizes and places in scene units."""
