"""The bundled film is what its facts say, and its draft is one that could have been typed."""

from app.adapters.renderer import FfmpegRenderer
from app.features.productions.rules import sample
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.fields import shape_errors


def test_the_film_is_what_its_facts_say() -> None:
    assert FfmpegRenderer().probe(sample.FILM) == sample.INFO


def test_the_choices_keep_the_rules() -> None:
    assert not shape_errors(DraftConfig, sample.CHOICES)
