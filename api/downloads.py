"""Files as answers: the types of office documents, and the name one is saved under."""

import asyncio
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

from fastapi import Response

from remiss.files.formats.file_types import DOCX, XLSX


class Docx(Response):
    media_type = DOCX


class Xlsx(Response):
    media_type = XLSX


async def answer(
    kind: Callable[..., Response], name: str, extension: str, render: Callable[[], bytes]
) -> Response:
    """The file, made beside the event loop: rendering takes the processor for itself."""
    content = await asyncio.to_thread(render)
    return kind(content, headers={"Content-Disposition": saved_as(f"{name}.{extension}")})


def saved_as(name: str) -> str:
    """A download under a Vietnamese name, and under a plain one for whoever knows no other."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    fallback = plain.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
