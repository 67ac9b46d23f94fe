"""The file of the steps is judged when it is read: what would break the builder is named."""

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from app.features.planets.rules.steps import FILE, Steps


@pytest.fixture
def page() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_a_second_field_of_one_name_is_refused(page: Any) -> None:
    page["steps"][1]["fields"][0]["id"] = "name"
    with pytest.raises(ValidationError, match="more than one name"):
        Steps.model_validate(page)


def test_a_choice_that_the_painter_does_not_know_is_refused(page: Any) -> None:
    page["steps"][3]["fields"][0]["choices"][0]["id"] = "cheese"
    with pytest.raises(ValidationError, match="surface_type: the choices must be gas"):
        Steps.model_validate(page)


def test_a_field_that_depends_on_a_later_one_is_refused(page: Any) -> None:
    page["steps"][0]["fields"][1]["when"] = {"surface_type": ["gas"]}
    with pytest.raises(ValidationError, match="tagline: depends on surface_type"):
        Steps.model_validate(page)


def test_the_summary_comes_last(page: Any) -> None:
    page["steps"].reverse()
    with pytest.raises(ValidationError, match="the last summary"):
        Steps.model_validate(page)


def test_an_unknown_word_is_refused(page: Any) -> None:
    page["steps"][0]["fields"][0]["requierd"] = True
    with pytest.raises(ValidationError, match="requierd"):
        Steps.model_validate(page)
