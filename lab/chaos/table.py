"""The table of faults, in Vietnamese and English."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from lab.chaos.scene import Result

COLUMNS = (
    ("Sự cố", "Fault"),
    ("Đã xác nhận", "Acknowledged"),
    ("Đã lưu", "Kept"),
    ("Trùng", "Duplicated"),
    ("Mất", "Lost"),
    ("Sớm hạn", "Early"),
    ("Thông báo", "Notices"),
    ("Giây", "Seconds"),
    ("Kết quả", "Result"),
)
WIDTH = 150
LEGEND = """\
Thông báo: số đã đến nơi, mỗi thông báo một mã (+n: đến lại n lần dưới chính mã đó, nơi nhận biết).
Notices: how many arrived, each under one id (+n: came again n times under that id, as the receiver
can see).
"""


def show(results: Sequence[Result]) -> None:
    """Print the table, then what went wrong and what was seen besides."""
    console = Console(width=WIDTH, highlight=False, markup=False)
    table = Table(show_lines=True)
    for number, names in enumerate(COLUMNS):
        table.add_column("\n".join(names), justify="left" if number in {0, 8} else "right")
    for result in results:
        table.add_row(*_cells(result))
    console.print(table)
    for line in (LEGEND, *_notes(results), *_verdict(results)):
        console.print(line)


def _cells(result: Result) -> tuple[str, ...]:
    name = f"{result.fault.told.vi}\n{result.fault.told.en}"
    seconds, count = f"{result.seconds:.0f}", result.count
    if count is None:
        verdict = "bỏ qua\nskipped" if result.skipped else "SAI\nFAILED"
        return (name, *("-",) * 6, seconds, verdict)
    accepted = f"\n(202: {result.accepted})" if result.accepted else ""
    repeats = f"\n+{count.repeats}" if count.repeats else ""
    return (
        name,
        f"{count.acknowledged}{accepted}",
        str(count.kept),
        str(len(count.doubled) + len(count.notices_doubled)),
        str(len(count.lost) + len(count.notices_lost)),
        str(len(count.early)),
        f"{count.notices}{repeats}",
        seconds,
        "đạt\nholds" if result.holds else "SAI\nFAILED",
    )


def _notes(results: Iterable[Result]) -> Iterable[str]:
    for result in results:
        for said in (*filter(None, [result.skipped]), *result.notes):
            yield f"{result.fault.name}: {said}"
        for wrong in result.wrong[:10]:
            yield f"{result.fault.name}: SAI / WRONG: {wrong}"
        if result.kept_at:
            yield f"{result.fault.name}: nhật ký / logs: {result.kept_at}"


def _verdict(results: Sequence[Result]) -> Iterable[str]:
    wrong = [result.fault.name for result in results if not result.holds]
    skipped = sum(bool(result.skipped) for result in results)
    held = len(results) - len(wrong) - skipped
    yield ""
    yield f"{held} sự cố đạt, {skipped} bỏ qua, {len(wrong)} sai."
    yield f"{held} faults hold, {skipped} skipped, {len(wrong)} failed."
