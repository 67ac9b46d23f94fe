"""The painting process: `python -m app.adapters.painter.easel WIDTH HEIGHT < recipe.json > picture.webp`."""

import os
import sys

from app.adapters.painter.picture import paint
from app.kernel.ports.painter import Backdrop

_LOWEST_PRIORITY = 19


def main() -> None:
    """Paint one recipe and end."""
    os.nice(_LOWEST_PRIORITY)
    width, height = (int(argument) for argument in sys.argv[1:3])
    recipe = Backdrop.model_validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(paint(recipe, width, height))


if __name__ == "__main__":
    main()
