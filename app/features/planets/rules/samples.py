"""What a choice looks like: one small planet for each, alike in all but what is chosen."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.ports.planet import AtmosphereStyle, PlanetRecipe, RingStyle, SurfaceType

# Colours that let a surface be told at a glance; people bring their own.
_SURFACES = {
    SurfaceType.GAS: ("#C98A5B", ("#EBD3A8", "#8C4A38", "#F3E6CF")),
    SurfaceType.ICE: ("#BFE3F2", ("#7FB6D9", "#F4FBFF", "#5C86B8")),
    SurfaceType.OCEANIC: ("#2A6FB0", ("#5F8A4A", "#D8B47A")),
    SurfaceType.ROCKY: ("#A65F3E", ("#D9A877", "#6B4434")),
    SurfaceType.METALLIC: ("#8A93A6", ("#C9A46B", "#4A5468")),
    SurfaceType.ORGANIC: ("#4F8F5B", ("#B9C96A", "#A8456B")),
    SurfaceType.CRYSTALLINE: ("#8B6CF0", ("#6FD3E8", "#E7B8F2")),
    SurfaceType.HYBRID: ("#3D86A8", ("#C96F4A", "#E6D3A3")),
}


def _surfaces() -> dict[str, PlanetRecipe]:
    return {
        surface: PlanetRecipe(
            surface_type=surface,
            primary_color=colour,
            palette=others,
            atmosphere_style=AtmosphereStyle.NONE,
            seed=18,
        )
        for surface, (colour, others) in _SURFACES.items()
    }


def _rings() -> dict[str, PlanetRecipe]:
    return {
        style: PlanetRecipe(
            surface_type=SurfaceType.GAS,
            primary_color="#6F7FB8",
            palette=("#C9D3F2", "#3C4673"),
            ring_style=style,
            ring_color="#E8DFC8",
            seed=4,
        )
        for style in RingStyle
    }


def _skies() -> dict[str, PlanetRecipe]:
    return {
        style: PlanetRecipe(
            surface_type=SurfaceType.OCEANIC,
            primary_color="#2F5E8C",
            palette=("#4F7A5A", "#D8C7A0"),
            atmosphere_style=style,
            # At this size a thin sky would look like none.
            atmosphere_descriptors=() if style is AtmosphereStyle.CALM else ("dense",),
            seed=12,
        )
        for style in AtmosphereStyle
    }


SAMPLES: Mapping[str, Mapping[str, PlanetRecipe]] = MappingProxyType(
    {"surface_type": _surfaces(), "ring_style": _rings(), "atmosphere_style": _skies()}
)
"""By field and choice."""
