"""What is said of a field: once, of the field that is wrong, and in each language alone."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from remiss.intake.validation import explain


class Day(BaseModel):
    """One day of a list."""

    model_config = ConfigDict(extra="forbid")

    part: Literal["morning", "afternoon"]


class Days(BaseModel):
    """A list that may not be empty."""

    days: tuple[Day, ...] = Field(min_length=1)


def said(sent: object) -> dict[str, tuple[str, str]]:
    with pytest.raises(ValidationError) as wrong:
        Days.model_validate(sent)
    errors = [{**each, "loc": ("body", *each["loc"])} for each in wrong.value.errors()]
    return {found.field: (found.message.vi, found.message.en) for found in explain(errors)}


def test_choices_are_listed_without_a_word_of_one_language() -> None:
    """Both sentences list them alike."""
    vi, en = said({"days": [{"part": "evening"}]})["days.0.part"]
    assert vi == "days.0.part: phải là một trong: 'morning', 'afternoon'."
    assert en == "days.0.part: must be one of: 'morning', 'afternoon'."


def test_a_list_is_too_short_only_where_it_is() -> None:
    """Where its one item is wrong, that is all there is to mend."""
    assert set(said({"days": [{"part": "evening"}]})) == {"days.0.part"}
    assert set(said({"days": []})) == {"days"}
