"""Commands that show cases, reports, notices and the calendar, or rehearse and assess."""
