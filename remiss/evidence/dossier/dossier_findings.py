"""What verification of a dossier can find, and how it says so."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import AwareDatetime

from remiss.consultation.telling.labels import local_time
from remiss.consultation.values import Value
from remiss.evidence.dossier.bounded_json import shown
from remiss.evidence.dossier.finding_messages import MESSAGES, Kind
from remiss.texts import Bilingual

MOST_TOLD = 200
"""Findings printed; a dossier of which nothing is right would otherwise fill the screen."""


class DossierFinding(Value):
    """One thing wrong: with which file, or which event."""

    kind: Kind
    place: str
    message: Bilingual


def finding(kind: Kind, place: str = "", **facts: Any) -> DossierFinding:
    """A finding at `place`, a file or an event; what the dossier claims is shown safely."""
    safe = {name: shown(value) for name, value in facts.items()}
    said = MESSAGES[kind]
    message = Bilingual(vi=said.vi.format(**safe), en=said.en.format(**safe))
    return DossierFinding(kind=kind, place=shown(place), message=message)


class Checked(Value):
    """What a dossier says of itself, as far as it could be read."""

    consultation: str
    events: int
    exported_at: AwareDatetime
    exported_by: str
    key: str | None
    checkpoint: int | None
    checkpoint_at: AwareDatetime | None
    covered: int
    attachments_missing: int


class Verdict(Value):
    """Whether a dossier holds, and everything found that says otherwise."""

    checked: Checked | None
    findings: tuple[DossierFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found, with a trusted key."""
        return self.checked is not None and not self.findings

    @property
    def text(self) -> Bilingual:
        """What was found, for people."""
        if self.checked is not None and self.holds:
            return _holding(self.checked)
        told = self.findings[:MOST_TOLD]
        more = len(self.findings) - len(told)
        lines = [Bilingual(vi="Hồ sơ KHÔNG được xác nhận.", en="The dossier is NOT verified.")]
        lines += [_placed(found) for found in told]
        if more:
            lines.append(Bilingual(vi=f"... và {more} phát hiện khác.", en=f"... and {more} more."))
        return _joined(lines)


def _placed(found: DossierFinding) -> Bilingual:
    before = f"{found.place}: " if found.place else ""
    return Bilingual(vi=before + found.message.vi, en=before + found.message.en)


def _holding(checked: Checked) -> Bilingual:
    at, by = local_time(checked.exported_at), shown(checked.exported_by)
    last = checked.events
    said = Bilingual(
        vi=f"Hồ sơ toàn vẹn: {checked.consultation}, {last} sự kiện (#1 đến #{last}), xuất lúc "
        f"{at}, người xuất: {by}; khóa {checked.key} đã ký.",
        en=f"The dossier holds: {checked.consultation}, {last} events (#1 to #{last}), exported at "
        f"{at} by {by}; signed by key {checked.key}.",
    )
    lines = [said, _covering(checked), *_missing(checked)]
    return _joined(lines)


def _covering(checked: Checked) -> Bilingual:
    if checked.checkpoint is None or checked.checkpoint_at is None:
        return Bilingual(
            vi="Chưa có bản chốt sổ nào bao gồm hồ sơ này: chỉ chữ ký lúc xuất bảo đảm nội dung.",
            en="No checkpoint covers it yet: only the signature of its export vouches for it.",
        )
    number, at, last = checked.checkpoint, local_time(checked.checkpoint_at), checked.covered
    vi = f"Bản chốt sổ số {number}, lúc {at}, bao gồm đến sự kiện #{last}"
    en = f"Checkpoint {number} of {at} covers it up to event #{last}"
    if last < checked.events:
        vi += f"; các sự kiện từ #{last + 1} đến #{checked.events} chưa có bản chốt sổ"
        en += f"; events #{last + 1} to #{checked.events} are in no checkpoint yet"
    return Bilingual(vi=f"{vi}.", en=f"{en}.")


def _missing(checked: Checked) -> Iterator[Bilingual]:
    if count := checked.attachments_missing:
        yield Bilingual(
            vi=f"Khi xuất, {count} tệp đính kèm không còn trong kho; hồ sơ chỉ ghi mã sha256.",
            en=f"Attachments not in the store when it was exported: {count}; only their sha256 is "
            "here.",
        )


def _joined(lines: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(
        vi="\n".join(line.vi for line in lines), en="\n".join(line.en for line in lines)
    )
