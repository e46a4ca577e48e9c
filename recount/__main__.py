"""`python -m recount EVENTS [PUBLISHED …]`: count a file of events, and hold figures against it."""

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from recount.days import HANOI
from recount.event_file import EventFile, broken_links, read_events
from recount.published import Recount
from recount.replies import within


def main(arguments: Sequence[str]) -> int:
    """0: all figures are the same; 1: some differ, or a chain is broken; 2: no such file."""
    if not arguments:
        _say(__doc__ or "")
        return 2
    events, *published = map(Path, arguments)
    try:
        with events.open(encoding="utf-8") as lines:
            file = read_events(lines)
    except (OSError, ValueError) as error:
        _say(str(error))
        return 2
    counted = Recount(file.events, within(*_bounds(file)))
    if not published:
        _say(json.dumps(_all(counted), ensure_ascii=False, indent=1))
    same = [_is_same(path, counted) for path in published]
    return 0 if _is_sound(file) and all(same) else 1


def _is_sound(file: EventFile) -> bool:
    broken = broken_links(file)
    for each in broken:
        _say(f"sai mã băm / the hash differs: {each}")
    if file.left_out:
        _say(f"{file.left_out} hồ sơ không có trong tệp / cases are not in the file")
    return not broken


def _is_same(path: Path, counted: Recount) -> bool:
    published = json.loads(path.read_text(encoding="utf-8"))
    is_sheet = "made_at" in published
    compare = counted.against_sheet if is_sheet else counted.against_scorecards
    number, differences = compare(published)
    for each in differences:
        _say(f"{path.name}: {each.whose} {each.figure}: {each.published} ≠ {each.counted}")
    _say(f"{path.name}: {number - len(differences)}/{number} trùng khớp / the same")
    return number > 0 and not differences


def _all(counted: Recount) -> dict[str, Any]:
    return {
        "agencies": counted.agencies,
        "officials": {" ".join(key): card for key, card in counted.officials.items()},
        "drafters": {" ".join(key).strip(): card for key, card in counted.drafters.items()},
        "rules": {" ".join(key): card for key, card in counted.rules.items()},
    }


def _bounds(file: EventFile) -> tuple[datetime | None, datetime | None]:
    """From the first midnight of the period until that after its last day."""
    first, last = (file.head[name] for name in ("from", "to"))
    return (
        _midnight(date.fromisoformat(first)) if first else None,
        _midnight(date.fromisoformat(last) + timedelta(days=1)) if last else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=HANOI)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
