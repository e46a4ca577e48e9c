"""What every client of Temporal needs: how to connect, payload keys and codec, schedules."""
