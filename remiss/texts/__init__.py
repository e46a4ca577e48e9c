"""Sentences for people, both languages side by side in TOML; imports nothing of ours."""

from remiss.texts.bilingual import Bilingual, Text, stack
from remiss.texts.catalogue import say, text, texts
from remiss.texts.error import BilingualError

__all__ = ["Bilingual", "BilingualError", "Text", "say", "stack", "text", "texts"]
