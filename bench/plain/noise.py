"""`kernels.noise` on whole arrays."""

from typing import Any

import numpy as np

from app.adapters.painter.planet.kernels import noise as compiled

f32, u32, i32 = np.float32, np.uint32, np.int32


def _corner(hx: Any, hy: Any, hz: Any, seed: Any, fx: Any, fy: Any, fz: Any) -> Any:
    h = hx ^ hy ^ hz ^ seed
    h = h ^ (h >> u32(15))
    h = h * compiled._MIX
    h = h ^ (h >> u32(13))
    gx = (h & u32(1023)).astype(i32) - i32(511)
    gy = ((h >> u32(10)) & u32(1023)).astype(i32) - i32(511)
    gz = ((h >> u32(20)) & u32(1023)).astype(i32) - i32(511)
    return gx.astype(f32) * fx + gy.astype(f32) * fy + gz.astype(f32) * fz


def _fade(t: Any) -> Any:
    return t * t * t * (t * (t * f32(6) - f32(15)) + f32(10))


def _wave(px: Any, py: Any, pz: Any, seed: Any) -> Any:
    bx, by, bz = np.floor(px), np.floor(py), np.floor(pz)
    fx, fy, fz = px - bx, py - by, pz - bz
    gx, gy, gz = fx - f32(1), fy - f32(1), fz - f32(1)
    x0 = bx.astype(i32).astype(u32) * compiled._X
    y0 = by.astype(i32).astype(u32) * compiled._Y
    z0 = bz.astype(i32).astype(u32) * compiled._Z
    x1, y1, z1 = x0 + compiled._X, y0 + compiled._Y, z0 + compiled._Z
    u, v, w = _fade(fx), _fade(fy), _fade(fz)
    a, b = _corner(x0, y0, z0, seed, fx, fy, fz), _corner(x1, y0, z0, seed, gx, fy, fz)
    c, d = _corner(x0, y1, z0, seed, fx, gy, fz), _corner(x1, y1, z0, seed, gx, gy, fz)
    e, f = _corner(x0, y0, z1, seed, fx, fy, gz), _corner(x1, y0, z1, seed, gx, fy, gz)
    g, h = _corner(x0, y1, z1, seed, fx, gy, gz), _corner(x1, y1, z1, seed, gx, gy, gz)
    a += (b - a) * u
    c += (d - c) * u
    e += (f - e) * u
    g += (h - g) * u
    a += (c - a) * v
    e += (g - e) * v
    return (a + (e - a) * w) * compiled._SCALE


def _turned(x: Any, y: Any, z: Any) -> tuple[Any, Any, Any]:
    r = compiled._R
    return (
        r[0] * x + r[1] * y + r[2] * z,
        r[3] * x + r[4] * y + r[5] * z,
        r[6] * x + r[7] * y + r[8] * z,
    )


def _seen(freq: float, foot: Any) -> Any:
    return np.clip(compiled._GONE - compiled._FADE * f32(freq) * foot, 0, 1)


def _octave(x: Any, y: Any, z: Any, freq: float, seed: int, octave: int) -> Any:
    if octave % 2 == 0:
        x, y, z = _turned(x, y, z)
    scale = f32(freq)
    return _wave(x * scale, y * scale, z * scale, u32(seed & 0xFFFFFFFF))


def fractal(
    x: Any, y: Any, z: Any, foot: Any, freq: float, octaves: int, gain: float, seed: int, out: Any
) -> None:
    out[:] = 0
    amp, sharpest = 1.0, foot.min()
    for octave in range(octaves):
        if freq * sharpest > compiled._UNSEEN:
            break
        out += f32(amp) * _seen(freq, foot) * _octave(x, y, z, freq, seed + octave * 1013, octave)
        freq *= 2.03
        amp *= gain


def ridges(
    x: Any, y: Any, z: Any, foot: Any, freq: float, octaves: int, gain: float, seed: int, wave: Any, out: Any
) -> None:
    out[:] = 0
    amp, sharpest = f32(0.62), foot.min()
    for octave in range(octaves):
        if freq * sharpest > compiled._UNSEEN:
            break
        seen = _seen(freq, foot)
        wave[:] = seen * _octave(x, y, z, freq, seed + octave * 1409, octave)
        crest = np.maximum(0, 1 - f32(1.6) * np.abs(wave))
        carried = 1 if octave == 0 else np.minimum(1, out * f32(1.5))
        out += amp * seen * crest * crest * carried
        freq *= 2.07
        amp *= f32(gain)
