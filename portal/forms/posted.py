"""What a browser posted: fields by name and files, read strictly and within bounds."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any, Never
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from remiss.problems.problem import Problem
from remiss.texts import say, size_name

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
MOST_FIELDS = 3_000
"""A hundred answers of ten fields, a hundred comments, and as much again."""
MOST_FILES = 20
MOST_BYTES = 1024 * 1024
"""Of all fields together, without files."""
MOST_READ = 4 * MOST_BYTES
"""What is longer than one form may be, and read all the same, to be shown again with its fault."""
NAME = re.compile(r"[A-Za-z0-9_.\[\]-]{1,120}")

Values = Mapping[str, tuple[str, ...]]
"""What was typed, by the name of its field; line ends are one character, all else is as typed."""

Uploads = tuple[tuple[str, UploadFile], ...]
"""Files that were chosen, by the names of their fields."""


@dataclass(frozen=True)
class Posted:
    """One form as it came; call `close` when its files were looked at."""

    values: Values = field(default_factory=dict)
    uploads: Uploads = ()

    def value(self, name: str) -> str:
        """What one field holds; "" where it was not posted."""
        return (self.values.get(name) or ("",))[-1]

    async def close(self) -> None:
        """Let go of the files."""
        for _, upload in self.uploads:
            await upload.close()


def is_form(request: Request) -> bool:
    """Whether a form was posted, by what its headers say."""
    return request.method == "POST" and _media_type(request) in {URLENCODED, MULTIPART}


async def read_posted(request: Request) -> Posted:
    """The form in the body of a request.

    Raises:
        Problem: `form_not_taken`, `malformed_form`; and as the body's limits say.
    """
    media_type = _media_type(request)
    if media_type == URLENCODED:
        return _posted(_pairs(await request.body()), ())
    if media_type == MULTIPART:
        return await _read_multipart(request)
    raise Problem("form_not_taken")


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _pairs(body: bytes) -> list[tuple[str, str]]:
    if len(body) > 3 * MOST_READ:  # each byte may be written as three
        _refuse_large()
    try:
        return parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeError:
        _refuse("bytes")
    except ValueError:
        _refuse("fields", most=MOST_FIELDS)


async def _read_multipart(request: Request) -> Posted:
    parser = _Parser(request.headers, request.stream())
    try:
        form = await parser.parse()
    except MultiPartException:
        if parser.is_too_long:
            _refuse_large()
        _refuse("parts", fields=MOST_FIELDS, files=MOST_FILES)
    try:
        return await _of_parts(form, ended=parser.ended)
    except Problem:
        await form.close()
        raise


async def _of_parts(form: FormData, *, ended: bool) -> Posted:
    if not ended:
        _refuse("end")
    typed: list[tuple[str, str]] = []
    chosen: list[tuple[str, UploadFile]] = []
    for name, item in form.multi_items():
        if isinstance(item, str):
            typed.append((name, item))
        elif item.filename and NAME.fullmatch(name):
            chosen.append((name, item))
        else:
            await item.close()  # the field of a file that nobody chose
    return _posted(typed, tuple(chosen))


class _Parser(MultiPartParser):
    """Takes UTF-8 alone, and no more text in all than one form may hold."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None]) -> None:
        bounds: dict[str, Any] = {"max_files": MOST_FILES, "max_fields": MOST_FIELDS}
        super().__init__(headers, stream, max_part_size=MOST_READ, **bounds)
        self._left = MOST_READ
        self.is_too_long = False
        """Whether more text came than is read."""
        self.ended = False
        """Whether the last part was followed by the boundary that ends a form."""

    def on_end(self) -> None:
        self.ended = True

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        part = self._current_part
        if part.file is None and len(part.data) + end - start > self._left:
            self.is_too_long = True
            raise MultiPartException("too much text")
        super().on_part_data(data, start, end)

    def on_part_end(self) -> None:
        part = self._current_part
        if part.file is None:
            self._left -= len(part.data)
            try:
                part.data.decode()
            except UnicodeDecodeError as error:
                raise MultiPartException("not UTF-8") from error
        super().on_part_end()


def _posted(pairs: list[tuple[str, str]], uploads: Uploads) -> Posted:
    values: dict[str, tuple[str, ...]] = {}
    for name, typed in pairs:
        if not NAME.fullmatch(name):
            _refuse("names")
        values[name] = (*values.get(name, ()), _one_line_end(typed))
    return Posted(values, uploads)


def too_long(values: Values) -> str | None:
    """The longest field of a form whose texts together are longer than it may be; None: it fits."""
    sizes = {name: sum(len(each.encode()) for each in typed) for name, typed in values.items()}
    return max(sizes, key=lambda name: sizes[name]) if sum(sizes.values()) > MOST_BYTES else None


def _one_line_end(typed: str) -> str:
    """Browsers post every line end as two characters; a body of the API has one."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_large() -> Never:
    most = size_name(MOST_BYTES)
    raise Problem("form_too_long", most=most)


def _refuse(why: str, **facts: int) -> Never:
    raise Problem("malformed_form", why=say(f"portal.form.unread.{why}", **facts))
