"""`remiss demo`: the story, played on the real service."""

from remiss.cli.surroundings import settings_in_force


def demo() -> None:
    """Play the demonstration."""
    from remiss.demo.story import run

    run(settings_in_force())
