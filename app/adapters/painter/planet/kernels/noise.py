"""Gradient noise along a row of points: loops that the compiler turns into vector instructions.

Points are three float32 arrays of one length. `foot` is the size of a pixel on the ground at each point: a
wave shorter than two of them fades out, so that nothing flickers and every size shows the same planet.
"""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL

f32, u32, i32 = np.float32, np.uint32, np.int32

_ONE, _SIX, _TEN, _FIFTEEN = f32(1), f32(6), f32(10), f32(15)
_X, _Y, _Z = u32(0x8DA6B343), u32(0xD8163841), u32(0xCB1AB31F)
_MIX = u32(0x7FEB352D)
_S15, _S13, _S10, _S20, _TENBITS = u32(15), u32(13), u32(10), u32(20), u32(1023)
_MIDDLE = i32(511)
_SCALE = f32(1 / 420)
"""Brings a single wave to about -1…1."""
_FADE, _GONE = f32(3.2), f32(2.1)
_UNSEEN = 0.66
"""Waves to a pixel at which nothing is left of them: the same wherever the cut between two chunks falls."""


@njit(inline="always", **KERNEL)
def _corner(hx, hy, hz, seed, fx, fy, fz):
    h = u32(hx ^ hy ^ hz ^ seed)
    h = u32(h ^ (h >> _S15))
    h = u32(h * _MIX)
    h = u32(h ^ (h >> _S13))
    gx = f32(i32(h & _TENBITS) - _MIDDLE)
    gy = f32(i32((h >> _S10) & _TENBITS) - _MIDDLE)
    gz = f32(i32((h >> _S20) & _TENBITS) - _MIDDLE)
    return gx * fx + gy * fy + gz * fz


@njit(inline="always", **KERNEL)
def _wave(px, py, pz, seed):
    bx, by, bz = np.floor(px), np.floor(py), np.floor(pz)
    fx, fy, fz = px - bx, py - by, pz - bz
    gx, gy, gz = fx - _ONE, fy - _ONE, fz - _ONE
    x0, y0, z0 = u32(u32(i32(bx)) * _X), u32(u32(i32(by)) * _Y), u32(u32(i32(bz)) * _Z)
    x1, y1, z1 = u32(x0 + _X), u32(y0 + _Y), u32(z0 + _Z)
    u = fx * fx * fx * (fx * (fx * _SIX - _FIFTEEN) + _TEN)
    v = fy * fy * fy * (fy * (fy * _SIX - _FIFTEEN) + _TEN)
    w = fz * fz * fz * (fz * (fz * _SIX - _FIFTEEN) + _TEN)
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
    return (a + (e - a) * w) * _SCALE


@njit(**KERNEL)
def noise_at(x, y, z, seed):
    """One value at one point, for what is too small or too rare to come in rows."""
    return _wave(f32(x), f32(y), f32(z), u32(seed))


@njit(inline="always", **KERNEL)
def _sine(turn):
    """Of radians, to about 0.001: a parabola and its correction, which fill the vector units."""
    t = turn * f32(0.15915494)
    t -= np.floor(t) + f32(0.5)
    wave = t * (f32(16) * abs(t) - f32(8))
    return wave * (f32(0.775) + f32(0.225) * abs(wave))


# An arbitrary rotation: waves of different length must not share their lattice.
_R = np.array([0.36, 0.48, -0.80, -0.80, 0.60, 0.00, 0.48, 0.64, 0.60], np.float32)
_R0, _R1, _R2, _R3, _R4, _R5, _R6, _R7, _R8 = (f32(each) for each in _R)


@njit(**KERNEL)
def add_waves(x, y, z, foot, freq, seed, amp, out):
    """Add `amp` × noise of frequency `freq` (waves a radius) to `out`."""
    freq, amp, seed = f32(freq), f32(amp), u32(seed)
    for i in range(x.size):
        px = (_R0 * x[i] + _R1 * y[i] + _R2 * z[i]) * freq
        py = (_R3 * x[i] + _R4 * y[i] + _R5 * z[i]) * freq
        pz = (_R6 * x[i] + _R7 * y[i] + _R8 * z[i]) * freq
        seen = min(_ONE, max(f32(0), _GONE - _FADE * freq * foot[i]))
        out[i] += amp * seen * _wave(px, py, pz, seed)


@njit(**KERNEL)
def add_plain_waves(x, y, z, foot, freq, seed, amp, out):
    """`add_waves` on the other lattice."""
    freq, amp, seed = f32(freq), f32(amp), u32(seed)
    for i in range(x.size):
        seen = min(_ONE, max(f32(0), _GONE - _FADE * freq * foot[i]))
        out[i] += amp * seen * _wave(x[i] * freq, y[i] * freq, z[i] * freq, seed)


@njit(**KERNEL)
def fractal(x, y, z, foot, freq, octaves, gain, seed, out):
    """Sum of `octaves` waves, each twice as fine and `gain` times as strong, deviation about 0.3."""
    out[:] = f32(0)
    amp = 1.0
    sharpest = foot.min()
    for octave in range(octaves):
        if freq * sharpest > _UNSEEN:
            break
        if octave % 2 == 0:
            add_waves(x, y, z, foot, freq, seed + octave * 1013, amp, out)
        else:
            add_plain_waves(x, y, z, foot, freq, seed + octave * 1013, amp, out)
        freq *= 2.03
        amp *= gain


@njit(**KERNEL)
def ridges(x, y, z, foot, freq, octaves, gain, seed, wave, out):
    """Crests, 0…1 or a little more; each octave rides on the crests of the one before. `wave` is scratch."""
    out[:] = f32(0)
    amp = f32(0.62)
    sharpest = foot.min()
    for octave in range(octaves):
        if freq * sharpest > _UNSEEN:
            break
        wave[:] = f32(0)
        if octave % 2 == 0:
            add_waves(x, y, z, foot, freq, seed + octave * 1409, 1.0, wave)
        else:
            add_plain_waves(x, y, z, foot, freq, seed + octave * 1409, 1.0, wave)
        for i in range(out.size):
            crest = max(f32(0), _ONE - f32(1.6) * abs(wave[i]))
            carried = _ONE if octave == 0 else min(_ONE, out[i] * f32(1.5))
            seen = min(_ONE, max(f32(0), _GONE - _FADE * f32(freq) * foot[i]))
            out[i] += amp * seen * crest * crest * carried
        freq *= 2.07
        amp *= f32(gain)


@njit(**KERNEL)
def add_swells(x, y, z, foot, rows, out):
    """Into `out` the sum of plane waves (rows of wave vector and phase), deviation 1: where it changes its
    sign it draws the mazes that reacting and spreading substances leave."""
    out[:] = f32(0)
    scale = f32(np.sqrt(2.0 / rows.shape[0]))
    for r in range(rows.shape[0]):
        kx, ky, kz, phase = rows[r, 0], rows[r, 1], rows[r, 2], rows[r, 3]
        for i in range(x.size):
            out[i] += scale * _sine(kx * x[i] + ky * y[i] + kz * z[i] + phase)
    longest = f32(0)
    for r in range(rows.shape[0]):
        longest += np.sqrt(rows[r, 0] ** 2 + rows[r, 1] ** 2 + rows[r, 2] ** 2) / f32(
            6.2831853 * rows.shape[0]
        )
    for i in range(x.size):
        out[i] *= min(_ONE, max(f32(0), _GONE - _FADE * longest * foot[i]))
