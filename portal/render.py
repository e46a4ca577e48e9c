"""From a page to HTML: one set of templates for each language, so that none says which it is in."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse

from portal.addresses import address
from portal.anyone import Anyone
from portal.assets import asset_address
from portal.frame import frame_of
from portal.outcome_line import forget_done
from portal.page import Page
from portal.parts.days import name_day
from portal.visit import Visit
from remiss.templates import read_templates
from remiss.texts import VIET_NAM, day_and_time, local_date, local_time, say, size_name
from remiss.texts.catalogue import LANGUAGES, Language, in_sentence


def show(visitor: Visit | Anyone, page: Page, status: int = 200) -> HTMLResponse:
    """The page in the visitor's language, inside the frame all pages have."""
    answer = HTMLResponse(render(visitor, page), status, {"Content-Language": visitor.language})
    if isinstance(visitor, Visit) and visitor.done:
        forget_done(answer)
    return answer


def render(visitor: Visit | Anyone, page: Page) -> str:
    """The HTML of a page."""
    template = TEMPLATES[visitor.language].get_template(page.template)
    return template.render(page=page, frame=frame_of(visitor, page))


def _templates(language: Language) -> Environment:
    found = read_templates("portal", partial(in_sentence, language=language))
    said = partial(in_sentence, language=language)
    found.filters.update(
        said=said,
        day_and_time=lambda at: said(day_and_time(at)),
        local_date=local_date,
        local_time=local_time,
        short_day=lambda day: said(name_day(day)),
        size=lambda count: said(size_name(count)),
        local_iso=lambda at: at.astimezone(VIET_NAM).isoformat(timespec="minutes"),
        local_day_iso=lambda at: _local_day(at).isoformat(),
    )
    found.globals.update(
        lang=language,
        written=partial(_written, language),
        t=partial(_said, language),
        url=partial(address, language=language),
        asset=asset_address,
    )
    return found


def _written(language: Language, said: Any) -> Markup:
    """The attribute of an element that holds what somebody wrote, which is never translated."""
    foreign = language != "vi" and isinstance(said, str) and not isinstance(said, Markup)
    return Markup(' lang="vi"') if foreign else Markup()


def _local_day(at: date) -> date:
    return at.astimezone(VIET_NAM).date() if isinstance(at, datetime) else at


def _said(language: Language, key: str, /, **facts: Any) -> Any:
    return in_sentence(say(key, **facts), language)


TEMPLATES: Mapping[Language, Environment] = {
    language: _templates(language) for language in LANGUAGES
}
