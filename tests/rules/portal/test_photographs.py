"""Photographs of a signed page become one PDF, a page each, upright, of a size to send."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from portal.forms.photographs import LONGEST_SIDE, one_pdf, readable
from remiss.problems.problem import Problem

HEIC = Path(__file__).parents[2] / "given" / "telephone.heic"
"""320 x 240, the left half dark, and turned a quarter to the right as an iPhone says it."""
ORIENTATION, ON_ITS_SIDE = 0x0112, 6


def _photograph(
    kind: str, width: int, height: int, mode: str = "RGB", turned: int = 1
) -> io.BytesIO:
    content, exif = io.BytesIO(), Image.Exif()
    exif[ORIENTATION] = turned
    Image.new(mode, (width, height), "white").save(content, kind, exif=exif)
    content.seek(0)
    return content


def test_each_photograph_is_a_page_in_its_order() -> None:
    """A telephone's turned picture stands upright; a transparent one is on white paper."""
    pages = [
        _photograph("JPEG", 4000, 3000, turned=ON_ITS_SIDE),
        _photograph("PNG", 300, 200, "RGBA"),
        _photograph("PNG", 300, 200, "P"),
    ]
    pdf, name = one_pdf(pages, "Trang 1.jpg")
    read = PdfReader(pdf)
    assert name == "Trang 1.pdf"
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages]
    assert len(sizes) == 3
    assert sizes[0][1] > sizes[0][0]
    assert sizes[1][0] > sizes[1][1]
    assert read.pages[0].images[0].image is not None
    assert max(read.pages[0].images[0].image.size) == LONGEST_SIDE


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0" + bytes(40), b"GIF89a" + bytes(40)],
    ids=["empty", "pdf", "damaged", "gif"],
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    """Neither another type nor a damaged picture."""
    with pytest.raises(Problem) as refused:
        one_pdf([io.BytesIO(content)], "x.jpg")
    assert refused.value.code == "photograph_not_taken"


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    """Its size is looked at before it is opened."""
    content = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(content, "PNG")
    content.seek(0)
    with pytest.raises(Problem):
        one_pdf([content], "x.png")


async def test_what_an_iphone_takes_is_a_page_too() -> None:
    """Upright as its file says, by whatever name; what is no picture of any other kind stays."""
    page = await readable(io.BytesIO(HEIC.read_bytes()))
    pdf, name = one_pdf([page], "IMG_0001.HEIC")
    (shown,) = (page.images[0].image for page in PdfReader(pdf).pages)
    assert name == "IMG_0001.pdf"
    assert shown is not None
    assert shown.size == (240, 320)
    above, below = shown.convert("L").resize((1, 2)).tobytes()
    assert above < 128 < below
    png = _photograph("PNG", 30, 20)
    assert await readable(png) is png


async def test_a_heic_that_cannot_be_read_is_refused() -> None:
    """Damaged behind its head; the words say how to set the telephone."""
    with pytest.raises(Problem) as refused:
        await readable(io.BytesIO(HEIC.read_bytes()[:200]))
    assert refused.value.code == "photograph_not_taken"
    assert "Tương thích nhất" in refused.value.message.vi
