"""What every client of Temporal needs: sealing, schedules."""
