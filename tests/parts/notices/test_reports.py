"""A morning's report reaches its readers: one letter each, with the document, and only once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import asyncpg
import pytest

from remiss.evidence.checkpoint import CheckpointFile, as_json
from remiss.ledger import record_checkpoint
from remiss.ledger.reads.notices.delivery_overview import overview
from remiss.notices import MailFolder, ReportMail, Smtp
from remiss.notices.mail import Post
from remiss.texts import Bilingual
from tests.given.case import hanoi
from tests.given.checkpoints import a_log
from tests.given.post import PUBLIC_URL, SENDER, Clock, Mailbox, mail_server

DAY = date(2026, 3, 13)
MADE = hanoi("2026-03-13", "07:30")
OFFICE, CHAIRMAN = "office@h99.example", "chairman@h99.example"


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    """A mail server that keeps what it takes."""
    async with mail_server(Mailbox()) as box:
        yield box


def reporting(
    pool: asyncpg.Pool,
    box: Mailbox,
    clock: Clock,
    *,
    post: Post | None = None,
    public_url: str = PUBLIC_URL,
) -> ReportMail:
    return ReportMail(
        pool,
        post or Smtp("127.0.0.1", box.port, tls="none"),
        office=OFFICE,
        chairman=CHAIRMAN,
        sender=SENDER,
        public_url=public_url,
        clock=clock,
    )


async def publish(
    pool: asyncpg.Pool,
    made_at: datetime = MADE,
    chairman: bytes | None = b"PK2",
    checkpoint: int | None = None,
    refused: Bilingual | None = None,
    operators: tuple[Bilingual, ...] = (),
) -> None:
    body = {
        "operators": [each.model_dump() for each in operators],
        "office": {"overdue": [1, 2], "stalled": [3]},
        "chairman": {"overdue": [1], "stalled": []} if chairman else None,
    }
    await pool.execute(
        "insert into report (day, made_at, body, office_docx, chairman_docx, checkpoint, "
        "checkpoint_refused) values ($1, $2, $3, $4, $5, $6, $7)",
        made_at.date(),
        made_at,
        body,
        b"PK1",
        chairman,
        checkpoint,
        refused and refused.model_dump(),
    )


async def test_each_reader_gets_their_report_once(pool: asyncpg.Pool, box: Mailbox) -> None:
    """However often and by however many it is tried; Vietnamese first, the document attached."""
    await publish(pool)
    clock = Clock(MADE)

    await asyncio.gather(*(reporting(pool, box, clock).deliver() for _ in range(4)))
    await reporting(pool, box, clock).deliver()

    (office,), (chairman,) = box.to(OFFICE), box.to(CHAIRMAN)
    assert "ngày 13/3/2026 (quá hạn 2, còn vướng mắc 1)" in office["Subject"]
    assert "Báo cáo Chủ tịch UBND tỉnh" in chairman["Subject"]
    (attached,) = office.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("bao-cao-2026-03-13.docx", b"PK1")
    (last,) = chairman.iter_attachments()
    assert (last.get_filename(), last.get_content()) == (
        "bao-cao-chu-tich-2026-03-13.docx",
        b"PK2",
    )
    text = office.get_body(("plain",))
    assert text is not None
    said = text.get_content()
    assert said.index("Kính gửi: Văn phòng UBND tỉnh") < said.index("To: the Office")
    html = office.get_body(("html",))
    assert html is not None
    assert f"{PUBLIC_URL}/v1/reports/2026-03-13.docx?to=office" in html.get_content()


async def test_the_newest_checkpoint_goes_along(pool: asyncpg.Pool, box: Mailbox) -> None:
    """Each reader gets the file, byte for byte, and reads in both languages what it is."""
    (file,) = a_log("ab")
    await record_checkpoint(pool, 1, file.statement.at, as_json(file))
    await publish(pool, checkpoint=1)

    await reporting(pool, box, Clock(MADE)).deliver()

    for letter in (*box.to(OFFICE), *box.to(CHAIRMAN)):
        _, attached = letter.iter_attachments()
        assert attached.get_filename() == "ban-chot-so-00000001.json"
        assert attached.get_content_type() == "application/json"
        assert attached.get_content() == file.encoded
        assert CheckpointFile.decoded(file.encoded, file.name) == file
        said = plain(letter)
        assert "Nhật ký hệ thống: Bản xác nhận nhật ký có chữ ký số, số 1," in said
        assert "ký lúc 09:00 thứ Hai 23/11/2026, gửi kèm thư này." in said
        assert "The ledger: Checkpoint 1, signed 09:00 Monday 23/11/2026, is attached." in said
        assert said.count(file.statement.root) == said.count(file.checkpoint.key) == 2
        assert "CẢNH BÁO" not in str(letter["Subject"])
    assert len(box.letters) == 2


async def test_an_alarm_about_the_ledger_is_said_first(pool: asyncpg.Pool, box: Mailbox) -> None:
    """Where nothing could be signed, subject and text say so, and why; nothing is attached."""
    refused = Bilingual(vi="Từ chối ký: HS-1 #5 đã bị sửa.", en="Not signed: HS-1 #5 was changed.")
    await publish(pool, refused=refused)

    await reporting(pool, box, Clock(MADE)).deliver()

    (office,) = box.to(OFFICE)
    assert str(office["Subject"]).startswith("[CẢNH BÁO NHẬT KÝ HỆ THỐNG] Báo cáo")
    assert "CẢNH BÁO VỀ NHẬT KÝ HỆ THỐNG: Từ chối ký: HS-1 #5 đã bị sửa." in plain(office)
    assert "ALARM: THE LEDGER: Not signed: HS-1 #5 was changed." in plain(office)
    assert len(list(office.iter_attachments())) == 1


async def test_a_letter_without_a_checkpoint_says_so(pool: asyncpg.Pool, box: Mailbox) -> None:
    """A reader who expects one learns that there is none."""
    await publish(pool)
    await reporting(pool, box, Clock(MADE)).deliver()
    assert "Thư này không kèm bản xác nhận nhật ký nào." in plain(box.to(OFFICE)[0])


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


async def test_nothing_goes_to_the_chairman_where_nothing_rose(
    pool: asyncpg.Pool, box: Mailbox
) -> None:
    """A report of last resort is made only for what rose to him."""
    await publish(pool, chairman=None)

    await reporting(pool, box, Clock(MADE)).deliver()

    assert (len(box.to(OFFICE)), len(box.to(CHAIRMAN))) == (1, 0)


async def test_a_server_that_is_down_is_tried_again(pool: asyncpg.Pool, box: Mailbox) -> None:
    """The failure is on record meanwhile; the letter is the same one later."""
    await publish(pool)
    clock = Clock(MADE)
    box.answer = "451 later"
    mail = reporting(pool, box, clock)
    assert await mail.deliver() == 2
    states = await pool.fetch("select status, last_error from report_mail")
    assert {row["status"] for row in states} == {"failed"}
    assert "451" in states[0]["last_error"]
    assert await mail.deliver() == 0

    box.answer = "250 OK"
    clock.forward(minutes=1)
    assert await mail.deliver() == 2

    assert [len(box.to(to)) for to in (OFFICE, CHAIRMAN)] == [1, 1]
    assert await pool.fetchval("select count(*) from report_mail where status = 'sent'") == 2


async def test_a_refused_address_is_recorded_and_left(
    pool: asyncpg.Pool, box: Mailbox, database: str
) -> None:
    """A permanent refusal is a bounce, shown to whoever runs the service."""
    await publish(pool, chairman=None)
    box.refused[OFFICE] = "550 no such mailbox"
    clock = Clock(MADE)

    await reporting(pool, box, clock).deliver()
    clock.forward(days=1)
    assert await reporting(pool, box, clock).deliver() == 0

    (failure,) = (await overview(database)).failures
    assert (failure.stream, failure.status) == ("daily_report 2026-03-13", "bounced")
    assert "550" in failure.last_error


async def test_old_news_is_not_mailed(pool: asyncpg.Pool, box: Mailbox) -> None:
    """What was published days ago is read where it is published."""
    await publish(pool)

    assert await reporting(pool, box, Clock(MADE + timedelta(days=2))).deliver() == 0


async def test_a_killed_process_leaves_the_letter_to_another(
    pool: asyncpg.Pool, box: Mailbox
) -> None:
    """Nobody tries it while the lease runs; after that another does, as the same letter."""
    await publish(pool, chairman=None)
    clock = Clock(MADE)
    silent = Silent()
    killed = asyncio.create_task(reporting(pool, box, clock, post=silent).deliver())
    await asyncio.wait_for(silent.called.wait(), 10)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    another = reporting(pool, box, clock)
    assert await another.deliver() == 0

    clock.forward(minutes=11)

    assert await another.deliver() == 1
    assert len(box.to(OFFICE)) == 1
    assert await pool.fetchval("select attempts from report_mail where status = 'sent'") == 2


class Silent:
    """A mail server that never answers."""

    def __init__(self) -> None:
        self.called = asyncio.Event()

    async def post(self, message: EmailMessage, name: str) -> None:
        """Take the letter, and say nothing."""
        del message, name
        self.called.set()
        await asyncio.sleep(60)


async def test_in_a_folder_a_repeat_replaces_the_file(
    pool: asyncpg.Pool, box: Mailbox, tmp_path: Path
) -> None:
    """One file for each reader, also where a process died before it recorded the sending."""
    await publish(pool)
    mail = reporting(pool, box, Clock(MADE), post=MailFolder(tmp_path))
    assert await mail.deliver() == 2
    await pool.execute(
        "update report_mail set status = 'waiting', sent_at = null, next_attempt_at = created_at"
    )

    assert await mail.deliver() == 2

    assert len(_files(tmp_path)) == 2


def _files(folder: Path) -> list[Path]:
    return list(folder.glob("*.eml"))


async def test_the_link_in_the_letter_is_the_address_of_the_report(
    pool: asyncpg.Pool, box: Mailbox
) -> None:
    """Also where the setting of the service's address ends in a slash."""
    await publish(pool, chairman=None)

    await reporting(pool, box, Clock(MADE), public_url=f"{PUBLIC_URL}/").deliver()

    (letter,) = box.to(OFFICE)
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        assert part is not None
        assert f"{PUBLIC_URL}/v1/reports/2026-03-13.docx?to=office" in part.get_content()


async def test_the_office_is_asked_to_hand_on_what_stands_still(
    pool: asyncpg.Pool, box: Mailbox
) -> None:
    """In its letter, in both languages; the Chairman's says nothing of machines."""
    stands = Bilingual(vi="Thư không gửi được.", en="Mail does not go out.")
    await publish(pool, operators=(stands,))
    await reporting(pool, box, Clock(MADE)).deliver()
    (office,), (chairman,) = box.to(OFFICE), box.to(CHAIRMAN)
    body = office.get_body(("plain",))
    assert body is not None
    assert "Thư không gửi được." in body.get_content()
    assert "Mail does not go out." in body.get_content()
    body = chairman.get_body(("plain",))
    assert body is not None
    assert "Thư không gửi được." not in body.get_content()
