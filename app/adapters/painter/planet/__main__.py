"""`python -m app.adapters.painter.planet PARENT NICENESS`: a painting process that ends with its parent."""

import os
import sys

from app.adapters.parent_watch import end_with_parent

if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    os.nice(int(sys.argv[2]))
    # What it paints with takes seconds to load, and half a minute to compile: it may be orphaned meanwhile.
    from app.adapters.painter.planet.studio import main

    main()
