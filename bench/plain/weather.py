"""`kernels.weather` on whole arrays."""

from typing import Any

import numpy as np

from app.adapters.painter.planet.kernels.weather import _EYE, _TWIST


def wind(x: Any, y: Any, z: Any, foot: Any, storms: Any) -> None:
    for cx, cy, cz, radius, turn in storms:
        t = ((x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2) / (radius * radius)
        inward = np.maximum(1 - t, 0)
        angle = turn * inward**2
        s, c = np.sin(angle), np.cos(angle)
        along = (cx * x + cy * y + cz * z) * (1 - c)
        x[:], y[:], z[:] = (
            x * c + (cy * z - cz * y) * s + cx * along,
            y * c + (cz * x - cx * z) * s + cy * along,
            z * c + (cx * y - cy * x) * s + cz * along,
        )
        foot *= 1 + 2.4 * abs(turn) * t * inward


def _smooth(low: float, high: float, value: Any) -> Any:
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def spirals(x: Any, y: Any, z: Any, storms: Any, body: Any, held: Any) -> None:
    for cx, cy, cz, radius, turn in storms:
        flat = np.sqrt(max(1e-6, cx * cx + cz * cz))
        ex, ez = cz / flat, -cx / flat
        dx, dy, dz = x - cx, y - cy, z - cz
        far = np.sqrt(dx * dx + dy * dy + dz * dz) / radius
        north = dx * (cy * ez) + dy * (cz * ex - cx * ez) - dz * (cy * ex)
        around = np.arctan2(north, dx * ex + dz * ez)
        arm = 0.5 + 0.5 * np.cos(2 * around * np.sign(turn) + _TWIST * np.log(far + 0.05))
        middle = _smooth(0.36, 0.10, far)
        cloud = np.maximum(middle, arm * _smooth(1.0, 0.40, far)) * _smooth(_EYE * 0.7, _EYE * 1.25, far)
        body[:] = np.where(far < 1, np.maximum(body, cloud), body)
        held[:] = np.where(far < 1, np.maximum(held, _smooth(1.0, 0.45, far)), held)
