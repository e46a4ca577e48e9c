"""Files as answers: the types of office documents."""

import asyncio
from collections.abc import Callable

from fastapi import Response

from remiss.files.formats.file_types import CSV, DOCX, XLSX
from remiss.serving.download_name import saved_as


class Docx(Response):
    media_type = DOCX


class Xlsx(Response):
    media_type = XLSX


class Csv(Response):
    media_type = CSV


async def answer(
    kind: Callable[..., Response], name: str, extension: str, render: Callable[[], bytes]
) -> Response:
    """The file, made beside the event loop: rendering takes the processor for itself."""
    content = await asyncio.to_thread(render)
    return kind(content, headers={"Content-Disposition": saved_as(f"{name}.{extension}")})
