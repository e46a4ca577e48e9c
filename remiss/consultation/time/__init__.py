"""Working time: calendars, clocks, recorded days off."""
