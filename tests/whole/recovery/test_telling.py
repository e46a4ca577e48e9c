"""A backup, a loss, a reconciliation: and who gets which mail, on the real parts."""

from datetime import UTC, datetime, timedelta

import pytest

from remiss.consultation.life.commands import AnswerClarification, AskClarification
from remiss.consultation.values import ClarificationGround
from remiss.notices import Pace
from tests.given.backup import Backup
from tests.given.case import FINANCE, OFFICER, PAPERS, official, order
from tests.given.lost_cases import OF_FINANCE
from tests.given.post import (
    OFFICER_MAIL,
    Clock,
    Mailbox,
    Office,
    Receiver,
    contacts,
    mail_server,
)
from tests.given.province import Province
from tests.parts.workflows.test_stories import ALONE

AGENCY_MAIL = "vanthu@finance.example"


async def test_what_was_told_is_not_mailed_again_and_what_was_not_is(
    province: Province, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The officer knew of the question; of the answer, given while the gap stood, nobody did."""
    monkeypatch.setattr("remiss.notices.outbox.repeats.SENT_WITHIN", timedelta())
    story = province.case()
    await story.opens(**ALONE)
    await backup.take()
    async with mail_server(Mailbox()) as mail:
        office = Office(
            province.pool,
            mail,
            Receiver(),
            Clock(datetime.now(UTC) + timedelta(days=1)),
            contacts(None),
            Pace(hold_back=False),
        )
        asked = order(
            AskClarification,
            official(FINANCE),
            ground=ClarificationGround.MISSING_DOCUMENT,
            papers=PAPERS,
            text="Đề nghị gửi phụ lục dự toán.",
            **OF_FINANCE,
        )
        await story.gives(asked)
        await office.goes_out()
        assert mail.to(OFFICER_MAIL)
        await backup.restore()
        mail.letters.clear()
        answered = order(AnswerClarification, OFFICER, text="Phụ lục gửi kèm.", **OF_FINANCE)
        assert not (await story.gives(answered)).recorded

        assert (await province.reconciles()).succeeded
        await office.goes_out()

        assert mail.to(OFFICER_MAIL) == []
        assert mail.to(AGENCY_MAIL)
        held = {row["kind"] for row in await office.rows("mail", status="failed")}
        assert "clarification_asked" in held
        sent = {row["kind"] for row in await office.rows("mail", status="sent")}
        assert "clarification_answered" in sent
