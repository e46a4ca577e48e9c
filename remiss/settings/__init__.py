"""Every setting of Remiss, read from environment variables; imports only the texts."""

from remiss.settings.environment import load
from remiss.settings.every_setting import Settings, meaning, variable
from remiss.settings.mistakes import InvalidSettingsError, explain_missing

__all__ = ["InvalidSettingsError", "Settings", "explain_missing", "load", "meaning", "variable"]
