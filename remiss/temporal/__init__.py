"""Temporal for every client: how to connect, payload keys and codec, schedules."""
