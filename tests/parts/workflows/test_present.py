"""What time it is for a case: its own clock where clocks are virtual, the wall's elsewhere."""

from datetime import UTC, datetime, timedelta

from temporalio.client import Client

from remiss.consultation.views.rows import view
from remiss.sending.present import Present
from remiss.settings import Settings
from remiss.temporal.client import connect_lazily
from remiss.temporal.payload_keys import converter
from tests.given.served import CLOSED_PORT
from tests.given.story import Story

A_MOMENT = timedelta(minutes=1)


def is_now(moment: datetime) -> bool:
    return abs(moment - datetime.now(UTC)) < A_MOMENT


async def test_a_case_whose_clock_was_moved_has_its_own_present(
    story: Story, temporal: Client
) -> None:
    """Deadlines and hours left follow it; the present of the service stays the wall's."""
    await story.opens()
    rings = view(await story.case()).next_alarm_at
    assert rings is not None
    await story.until_next_alarm()

    present = Present(temporal, virtual=True)

    assert not present.is_ahead(story.id)
    assert await present.of(story.id) > rings > datetime.now(UTC) + A_MOMENT
    assert present.is_ahead(story.id)
    assert is_now(present.now())
    assert is_now(await Present(temporal, virtual=False).of(story.id))


async def test_a_case_that_cannot_be_asked_is_as_far_ahead_as_it_was() -> None:
    """A page about its deadline is shown all the same, and not a minute later than others."""
    settings = Settings(temporal_address=f"127.0.0.1:{CLOSED_PORT}")
    client = await connect_lazily(settings, converter(settings))
    present = Present(client, virtual=True)

    assert is_now(await present.of("HS-1"))
    assert not present.is_ahead("HS-1")
