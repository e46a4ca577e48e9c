"""A letter as HTML: everything in one file, readable without styles, and escaped."""

from collections.abc import Iterator, Sequence
from html import escape

from remiss.notices.mail_words import Item, Text

BODY = (
    "margin:0;padding:24px 12px;background:#f2f4f7;color:#1b1f24;"
    "font:16px/1.5 'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
)
SHEET = (
    "max-width:640px;margin:0 auto;background:#ffffff;border:1px solid #d5dae1;"
    "border-top:4px solid #9f1d20;border-radius:4px;padding:24px 28px"
)
GREETING = "margin:0 0 8px;color:#4a5361"
HEADING = "margin:0 0 16px;font-size:22px;line-height:1.3"
ITEM = "margin:20px 0 4px;padding-top:16px;border-top:1px solid #d5dae1;font-size:18px"
LIST = "margin:0"
TERM = "margin:12px 0 0;font-size:13px;color:#4a5361"
FACT = "margin:0;overflow-wrap:anywhere"
CLOSING = "margin:24px 0 0;font-size:13px;color:#4a5361"
OTHER = "margin-top:28px;padding-top:24px;border-top:2px solid #d5dae1"


def page(texts: Sequence[Text]) -> str:
    """The languages of one letter, the first on top."""
    sections = "".join(
        f'<section lang="{text.language}"{_apart(place)}>\n{"".join(_section(text))}</section>\n'
        for place, text in enumerate(texts)
    )
    return (
        f'<!doctype html>\n<html lang="{texts[0].language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(texts[0].heading)}</title>\n</head>\n"
        f'<body style="{escape(BODY)}">\n<main style="{SHEET}">\n{sections}</main>\n</body>\n'
        "</html>\n"
    )


def _apart(place: int) -> str:
    return f' style="{OTHER}"' if place else ""


def _section(text: Text) -> Iterator[str]:
    yield f'<p style="{GREETING}">{escape(text.greeting)}</p>\n'
    yield f'<h1 style="{HEADING}">{escape(text.heading)}</h1>\n'
    for item in text.items:
        yield from _item(item)
    yield f'<p style="{CLOSING}">{escape(text.closing)}</p>\n'


def _item(item: Item) -> Iterator[str]:
    if item.heading:
        yield f'<h2 style="{ITEM}">{escape(item.heading)}</h2>\n'
    yield f'<dl style="{LIST}">\n'
    for name, value in item.facts:
        yield _entry(name, escape(value))
    yield _entry(item.where, f'<a href="{escape(item.url)}">{escape(item.url)}</a>')
    yield "</dl>\n"


def _entry(name: str, value: str) -> str:
    return f'<dt style="{TERM}">{escape(name)}</dt>\n<dd style="{FACT}">{value}</dd>\n'
