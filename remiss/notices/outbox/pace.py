"""The pace of notices: how fast they go out, how often they are tried, when they are held back."""

from datetime import datetime, timedelta

from pydantic import Field

from remiss.consultation.values import Value


class Pace(Value):
    """The defaults are those of a running service; `hold_back` is off on a virtual clock.

    Held back are mails that are not urgent: outside opening hours, and beyond so many letters to
    one address within a window, after which what has come meanwhile goes in one letter.
    """

    hold_back: bool = True
    window: timedelta = timedelta(minutes=10)
    letters_per_window: int = 5
    first_retry: timedelta = timedelta(seconds=30)
    longest_retry: timedelta = timedelta(hours=1)
    give_up_after: timedelta = timedelta(days=5)
    lease: timedelta = Field(
        default=timedelta(minutes=10),
        description="How long one attempt may take before another process tries.",
    )

    def next_attempt(self, created_at: datetime, attempts: int, now: datetime) -> datetime | None:
        """When to try again after `attempts` failed ones; None when it has been long enough."""
        if now - created_at >= self.give_up_after:
            return None
        longer: int = 1 << min(attempts - 1, 20)
        return now + min(self.first_retry * longer, self.longest_retry)
