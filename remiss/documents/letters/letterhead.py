"""Who issues a document, from where, and who signs there: the head of an official letter."""

from remiss.consultation.values import Agency, Value
from remiss.documents.official_wording import one_line, shorten_agency
from remiss.texts import Text

HEADS = (
    ("Sở ", "Giám đốc"),
    ("Văn phòng ", "Chánh"),
    ("Thanh tra ", "Chánh"),
    ("Ban Quản lý ", "Trưởng"),
    ("UBND ", "Chủ tịch"),
    ("Ủy ban nhân dân ", "Chủ tịch"),
)
"""How an agency's name begins, and what its head is called before it."""

TITLES = {"Sở ": "GIÁM ĐỐC", "Văn phòng ": "CHÁNH VĂN PHÒNG", "Thanh tra ": "CHÁNH THANH TRA"}
AREAS = ("UBND xã ", "UBND phường ", "UBND đặc khu ")
COMMITTEES = (*AREAS, "UBND ", "Ủy ban nhân dân ")


class Letterhead(Value):
    """What stands in the head and at the foot; nobody's name, since nobody has signed yet."""

    superior: Text | None
    agency: Text
    place: Text
    signatory: tuple[Text, ...]


def letterhead(agency: Agency, province: str) -> Letterhead:
    """The head of what `agency` issues in the province of that People's Committee.

    An agency of the province, known by its code, names the committee above itself; a commune, and
    a body of central government, do not.
    """
    area = next((a for a in AREAS if agency.name.vi.startswith(a)), None)
    return Letterhead(
        superior=None if area or agency.code.startswith("G") else shorten_agency(province),
        agency=one_line(agency.name.vi).upper(),
        place=agency.name.vi.removeprefix(area) if area else place_of(province),
        signatory=_signatory(agency.name.vi),
    )


def place_of(province: str) -> str:
    """Tân Giang, of Ủy ban nhân dân tỉnh Tân Giang."""
    name = one_line(province)
    for beginning in ("Ủy ban nhân dân ", "UBND ", "tỉnh ", "thành phố "):
        name = name.removeprefix(beginning)
    return name


def head_of(agency: str) -> str:
    """How a letter addresses the head of an agency: Giám đốc Sở Tài chính."""
    title = next((title for start, title in HEADS if agency.startswith(start)), "Thủ trưởng")
    return f"{title} {one_line(agency)}"


def _signatory(agency: str) -> tuple[str, ...]:
    if agency.startswith(COMMITTEES):
        return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    title = next((title for start, title in TITLES.items() if agency.startswith(start)), None)
    return (title or "THỦ TRƯỞNG CƠ QUAN",)
