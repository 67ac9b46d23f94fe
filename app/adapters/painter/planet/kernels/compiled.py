"""How every kernel is compiled: no lock held, kept on disk, sums in the order in which they are written.

Without `fastmath`: it is what keeps the same recipe the same to the byte, whatever the compiler inlines.
"""

from typing import Any

KERNEL: dict[str, Any] = {"nogil": True, "error_model": "numpy", "cache": True}
