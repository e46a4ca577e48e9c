"""`remiss worker`: one worker, in this process."""


def worker() -> None:
    """Run a worker against the Temporal and PostgreSQL of the settings."""
    from worker import main

    main()
