"""Components of the portal by themselves, rendered from given values, and read back as HTML."""

import re
from html import unescape
from typing import Any

from portal.render import TEMPLATES
from remiss.texts.catalogue import Language

TAGS = re.compile(r"<[^>]+>")


def component(name: str, call: str, lang: Language = "vi", file: str = "", **values: Any) -> str:
    """What a macro makes of values: `component("tag", "tag(it)", it=...)`."""
    source = f'{{% from "components/{file or name}.html" import {name} %}}{{{{ {call} }}}}'
    return TEMPLATES[lang].from_string(source).render(**values)


def words(html: str) -> str:
    """What a reader of the page hears, without its markup."""
    return " ".join(unescape(TAGS.sub(" ", html)).split())
