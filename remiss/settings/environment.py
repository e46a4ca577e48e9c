"""Reading the settings from environment variables named ``REMISS_...``."""

import os

from pydantic import ValidationError
from pydantic_settings import SettingsError

from remiss.settings.every_setting import PREFIX, Settings, variable
from remiss.settings.mistakes import (
    InvalidSettingsError,
    explain_misfits,
    explain_no_json,
    explain_unknown,
)


def load() -> Settings:
    """Read the settings from the environment.

    Raises:
        InvalidSettingsError: a value cannot be used, or a variable names no setting.
    """
    known = {variable(name) for name in Settings.model_fields}
    unknown = sorted(key for key in os.environ if key.startswith(PREFIX) and key not in known)
    if unknown:
        raise InvalidSettingsError(*map(explain_unknown, unknown))
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidSettingsError(*explain_misfits(error)) from None
    except SettingsError as error:
        raise InvalidSettingsError(explain_no_json(str(error))) from None
