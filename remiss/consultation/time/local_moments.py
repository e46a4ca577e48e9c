"""Values with every moment in them told in Viet Nam's time: the same moments, in one form."""

from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from remiss.texts.times import VIET_NAM

T = TypeVar("T")


def in_local_time(value: T) -> T:
    """The same value; a model is made anew only where it holds a moment told otherwise."""
    told: T = _told(value)
    return told


def _told(value: Any) -> Any:
    match value:
        case datetime():
            return _told_moment(value)
        case BaseModel():
            return _told_model(value)
        case dict():
            return {key: _told(item) for key, item in value.items()}
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*map(_told, value))
        case list() | tuple() | frozenset():
            return type(value)(map(_told, value))
        case _:
            return value


def _told_moment(at: datetime) -> datetime:
    try:
        return at.astimezone(VIET_NAM) if at.tzinfo else at
    except OverflowError:  # within hours of the end of all dates
        return at


def _told_model(model: BaseModel) -> BaseModel:
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    told = {name: _told(value) for name, value in fields.items()}
    changed = {name: value for name, value in told.items() if value is not fields[name]}
    return model.model_copy(update=changed) if changed else model
