"""Deadlines as a calendar program reads them: RFC 5545, to the octet."""

from datetime import timedelta

from portal.parts.icalendar import DueEntry, icalendar
from tests.given.case import hanoi

DUE = hanoi("2026-03-09", "17:00")
ENTRY = DueEntry(
    uid="HS-TEST.H99.04.1@remiss",
    due_at=DUE,
    changed_at=hanoi("2026-03-02", "08:00"),
    summary="Hạn trả lời: Quy định về lễ hội; phần 1, phần 2\nBEGIN:VEVENT",
    description="Sở Tài chính. http://127.0.0.1/portal/requests/HS-TEST/H99.04",
    url="http://127.0.0.1/portal/requests/HS-TEST/H99.04",
)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_an_event_at_its_time_in_viet_nam() -> None:
    """With a zone that the file itself defines, and the same name whenever it is read."""
    lines = unfolded(icalendar("Thời hạn", [ENTRY]))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20260309T170000" in lines
    assert "TZID:Asia/Ho_Chi_Minh" in lines
    assert "UID:HS-TEST.H99.04.1@remiss" in lines
    assert "DTSTAMP:20260302T010000Z" in lines


def test_what_somebody_wrote_is_text_and_nothing_else() -> None:
    """Commas, semicolons and line breaks of a subject begin no property and no event."""
    lines = unfolded(icalendar("Thời hạn", [ENTRY]))
    summary = "SUMMARY:Hạn trả lời: Quy định về lễ hội\\; phần 1\\, phần 2\\nBEGIN:VEVENT"
    assert summary in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


def test_no_line_is_longer_than_75_octets_or_ends_within_a_letter() -> None:
    """Vietnamese letters take up to three octets each."""
    long = ENTRY.model_copy(update={"summary": "Ề" * 300})
    content = icalendar("Thời hạn", [long])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert f"SUMMARY:{'Ề' * 300}" in unfolded(content)
    assert all(line.decode() or True for line in content.split(b"\r\n"))


def test_a_moved_deadline_bears_the_same_name_and_a_higher_number() -> None:
    """So that a program replaces what it had."""
    moved = ENTRY.model_copy(
        update={"due_at": DUE + timedelta(days=2), "changed_at": DUE - timedelta(days=1)}
    )

    def said(entry: DueEntry, name: str) -> str:
        (line,) = (e for e in unfolded(icalendar("", [entry])) if e.startswith(f"{name}:"))
        return line.removeprefix(f"{name}:")

    assert said(moved, "UID") == said(ENTRY, "UID")
    assert int(said(moved, "SEQUENCE")) > int(said(ENTRY, "SEQUENCE")) > 0
