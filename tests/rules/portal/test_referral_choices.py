"""What a referral is chosen from: a few fields and agencies, and those looked for; never all."""

from typing import Any

from portal.forms import Form, Place
from portal.pages.decide_page import DecisionSheet
from portal.pages.life.declining import FIELD, FIND, WHOSE, referral, with_choices
from portal.pages.requests.act_pages import agencies_found, likely_fields
from portal.present_cases import PresentCase
from remiss.consultation.field_index import FieldIndex
from remiss.reference.registry import load_registry
from remiss.texts import text
from remiss.views.seen_case import SeenCase
from tests.given.case import FINANCE, OFFICER
from tests.given.portal_components import component
from tests.rules.life.declining.test_declining import TUESDAY
from tests.rules.life.declining.test_referrals import wrote

PAGE_BYTES = 20 * 1024
REGISTRY = load_registry()


def form(**typed: str) -> Form:
    """The form with something typed; `to` and `field` are names within the referral."""
    named = {"find": FIND, "to": WHOSE, "field": FIELD}
    title = text("portal.decide.referral.title")
    place = Place(address="/x", title=title, owner="person:x", texts="portal.decide", keeps=True)
    return Form(place=place, values={named[name]: (words,) for name, words in typed.items()})


def sheet(shown: Form) -> DecisionSheet:
    """The sheet of a case in which words of a reply send a question away."""
    case: Any = wrote()
    seen = SeenCase(OFFICER, case, (), behind=False)
    request = seen.request(FINANCE.code)
    asked = (shown.value(FIND), *(each.text for each in seen.questions_of(request)))
    index = FieldIndex(REGISTRY.fields, REGISTRY.agencies)
    proposed = [one for words in asked if words for one in index.propose(words)]
    fields = likely_fields(REGISTRY, proposed, shown, "declined")
    agencies = agencies_found(REGISTRY, FINANCE.code, shown.value(FIND), shown.value(WHOSE))
    return with_choices(referral(PresentCase(seen, TUESDAY), request), fields, agencies)


def offered(shown: Form, name: str) -> set[str]:
    """The values of what there is to choose from."""
    (asked,) = (each for each in sheet(shown).asks if each.name == name)
    return {option.value for option in asked.options}


def test_fields_are_few_until_other_words_are_looked_for() -> None:
    """Those of the question; with what is typed more, and what was chosen stays."""
    before = offered(form(), FIELD)
    assert len(before) < len(REGISTRY.fields) / 4
    found = offered(form(find="hóa chất"), FIELD)
    assert before < found
    kept = next(iter(sorted(set(REGISTRY.fields) - found)))
    assert kept in offered(form(field=kept), FIELD)


def test_an_agency_of_a_part_of_the_province_is_found_by_its_name() -> None:
    """Without marks too; the others are those of the whole province."""
    local = next(agency for agency in REGISTRY.agencies if agency.area)
    assert local.code not in offered(form(), WHOSE)
    assert local.code in offered(form(find=local.name.vi.upper()), WHOSE)
    assert local.code in offered(form(to=local.code), WHOSE)


def test_the_page_stays_within_its_weight() -> None:
    """Fields, agencies and what was looked for, as the page has them."""
    shown = form(find="ngân sách nhà nước")
    html = "".join(
        component("asked", "asked(form, each)", form=shown, each=each) for each in sheet(shown).asks
    )
    assert 'value="propose"' in html
    assert len(html.encode()) < PAGE_BYTES
