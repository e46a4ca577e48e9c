"""Photographs of a signed page as one PDF, a page each, upright and small enough to send."""

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from remiss.files.formats.file_types import HEIC
from remiss.files.formats.pictures import is_heic
from remiss.files.heic_as_jpeg import MOST_PIXELS
from remiss.files.reader_process import printed_by
from remiss.problems.problem import Problem

PHOTOGRAPHS = "photographs"
"""The field whose files become one PDF."""
TAKEN = ("JPEG", "PNG")
LONGEST_SIDE = 2_339
"""A4 at 200 dots an inch: what a scanner of an office makes."""
DOTS_PER_INCH = 200
QUALITY = 80
START = 64
"""Bytes that say whether it is a HEIC."""


async def readable(picture: IO[bytes]) -> IO[bytes]:
    """The picture as it is, or a telephone's HEIC as a JPEG, read in a process of its own.

    Raises:
        Problem: `photograph_not_taken`; it is a HEIC that cannot be read.
    """
    start = picture.read(START)
    picture.seek(0)
    if not is_heic(start):
        return picture
    with tempfile.NamedTemporaryFile(suffix=".heic") as file:
        shutil.copyfileobj(picture, file)
        file.flush()
        jpeg = await printed_by("remiss.files.heic_as_jpeg", Path(file.name), HEIC)
    if not jpeg:
        raise Problem("photograph_not_taken")
    return io.BytesIO(jpeg)


def one_pdf(pictures: Sequence[IO[bytes]], name: str) -> tuple[BinaryIO, str]:
    """The PDF of these pictures in their order, and a name for it made of the first one's.

    Raises:
        Problem: `photograph_not_taken`; one is no JPEG or PNG, is damaged, or has too many pixels.
    """
    pages = [_page(picture) for picture in pictures]
    content = io.BytesIO()
    first, *others = pages
    first.save(
        content,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=DOTS_PER_INCH,
        quality=QUALITY,
    )
    content.seek(0)
    stem = name.rpartition(".")[0] or name
    return content, f"{stem}.pdf"


def _page(picture: IO[bytes]) -> Image.Image:
    try:
        with Image.open(picture, formats=TAKEN) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Problem("photograph_not_taken")
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            page = _on_white(upright)
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise Problem("photograph_not_taken") from error
    page.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return page


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, which paper has none of."""
    if "A" not in picture.getbands() and picture.mode != "P":
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    paper.alpha_composite(layered)
    return paper.convert("RGB")
