"""The columns of the table in which agencies comment, known by what their heads say."""

from collections.abc import Sequence
from enum import StrEnum

from remiss.consultation.diacritics import folded, words


class CommentColumn(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    CLAUSE = "clause"
    QUOTED = "quoted"
    TEXT = "text"
    WORDING = "wording"
    REASON = "reason"
    ANCHOR = "anchor"


_HEADS: dict[CommentColumn, tuple[str, ...]] = {
    CommentColumn.NUMBER: ("stt", "tt", "so thu tu", "so tt"),
    CommentColumn.CLAUSE: (
        *("dieu khoan", "dieu khoan diem", "dieu", "khoan", "diem", "muc", "chuong", "vi tri"),
        *("noi dung gop y tai", "nhom van de", "noi dung dieu khoan", "phan muc"),
        *("dieu khoan gop y", "so dieu"),
    ),
    CommentColumn.QUOTED: (
        *("noi dung du thao", "noi dung tai du thao", "quy dinh tai du thao", "du thao"),
        *("noi dung quy dinh", "quy dinh cua du thao", "trich dan", "noi dung trong du thao"),
        *("noi dung cua du thao", "noi dung theo du thao"),
    ),
    CommentColumn.TEXT: (
        *("y kien", "noi dung gop y", "noi dung y kien", "y kien gop y", "gop y"),
        *("y kien tham gia", "noi dung tham gia", "noi dung"),
    ),
    CommentColumn.WORDING: (
        *("de xuat", "de nghi", "kien nghi", "phuong an", "noi dung de xuat", "noi dung de nghi"),
        *("phuong an cau chu", "cau chu", "noi dung sua", "sua doi", "du thao de xuat"),
        *("noi dung kien nghi", "phuong an de xuat"),
    ),
    CommentColumn.ANCHOR: ("ma dieu khoan",),
    CommentColumn.REASON: ("ly do", "can cu", "co so", "thuyet minh", "giai trinh"),
}
_SAYS_MUCH = {CommentColumn.TEXT, CommentColumn.WORDING}
PARTS = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm", "muc": "Mục", "chuong": "Chương"}
"""Heads of columns whose cells hold the number alone."""

Columns = dict[int, CommentColumn]


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Which column is which, if the row is a head: two are known, one of them says much."""
    found: Columns = {}
    for at, cell in enumerate(cells):
        kind = _kind(cell)
        if kind is not None and (kind is CommentColumn.CLAUSE or kind not in found.values()):
            found[at] = kind
    known = set(found.values())
    return found if len(known) > 1 and known & _SAYS_MUCH else None


def plain(text: str) -> str:
    """Its words without case, marks and punctuation."""
    return " ".join(folded(word) for word in words(text))


def _kind(head: str) -> CommentColumn | None:
    """What the head names first; of several names that begin there, the longest."""
    said = f" {plain(head)} "
    named = [
        (said.find(f" {name} "), -len(name), kind)
        for kind, names in _HEADS.items()
        for name in names
        if f" {name} " in said
    ]
    return min(named)[2] if named and len(head) < 120 else None  # noqa: PLR2004 -- a head is short
