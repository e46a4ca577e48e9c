"""Sentences for people, both languages side by side in TOML; imports nothing of ours."""

from remiss.texts.bilingual import Bilingual, Text, join, stack
from remiss.texts.catalogue import say, text, texts
from remiss.texts.error import BilingualError
from remiss.texts.sizes import size_name
from remiss.texts.times import VIET_NAM, day_and_time, day_month_year, hours, local_date, local_time
from remiss.texts.vocabulary import (
    NO_NUMBERS,
    Numbers,
    comment_name,
    ids_named,
    label,
    labels,
    question_name,
)

__all__ = [
    "NO_NUMBERS",
    "VIET_NAM",
    "Bilingual",
    "BilingualError",
    "Numbers",
    "Text",
    "comment_name",
    "day_and_time",
    "day_month_year",
    "hours",
    "ids_named",
    "join",
    "label",
    "labels",
    "local_date",
    "local_time",
    "question_name",
    "say",
    "size_name",
    "stack",
    "text",
    "texts",
]
