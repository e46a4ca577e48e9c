"""Filters by agency where the registry has thousands: typed, understood, said when they are not."""

from collections.abc import AsyncIterator
from html import unescape

import pytest

from remiss.consultation.values import Agency
from remiss.reference.registry import load_registry
from remiss.serving import services
from remiss.settings import Settings
from remiss.texts import Bilingual
from tests.given.people import OFFICE, SCIENCE
from tests.given.portal_visits import Browser, portal_serving

PAGE_BYTES, COMMUNES = 20 * 1024, 3300
PAGES = ("/cases", "/open-requests", "/office")
FIELDS = ("agency", "drafting")


@pytest.fixture
async def of_province(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Browser]:
    """The Office of a province with as many communes as the whole country."""
    known = load_registry()
    communes = tuple(
        Agency(
            code=f"X{n // 100:02}.{n % 100:02}",
            name=Bilingual(vi=f"Ủy ban nhân dân xã Bình Hòa {n}", en=f"Bình Hòa {n} Commune"),
            mandates=(),
            area=True,
        )
        for n in range(COMMUNES)
    )
    large = known.model_copy(update={"agencies": (*known.agencies, *communes)})
    monkeypatch.setattr(services, "load_registry", lambda: large)
    async with portal_serving(settings) as portal, portal.acting(OFFICE) as browser:
        yield browser


async def _said(browser: Browser, path: str, **typed: str) -> str:
    answer = await browser.get(f"/portal{path}", params=typed)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) <= PAGE_BYTES, (path, typed, len(answer.content))
    return unescape(answer.text)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_stays_small_and_says_what_it_understood(
    of_province: Browser, path: str
) -> None:
    """Nobody chosen, one, several, none; several stand as links that keep the other filters."""
    blank = await _said(of_province, path, agency="")
    assert "Bình Hòa" not in blank
    assert f'<option value="{SCIENCE}"' not in blank
    one = await _said(of_province, path, agency="binh hoa 2731")
    assert "Đang lọc theo cơ quan: Ủy ban nhân dân xã Bình Hòa 2731 (X27.31)." in one
    assert 'value="binh hoa 2731"' in one
    several = await _said(of_province, path, agency="bình hòa", overdue="true")
    assert f"Có {COMMUNES} cơ quan khớp" in several
    assert several.count(f'href="/portal{path}?overdue=true&agency=X00.') == 10
    assert "Có thể nhập ít từ hơn" in await _said(of_province, path, agency="xyzzy")


@pytest.mark.parametrize("field", FIELDS)
async def test_the_desk_claims_nothing_while_an_agency_is_unclear(
    of_province: Browser, field: str
) -> None:
    """It does not say that nothing stalls; English says the same."""
    assert "Không có đề nghị nào chậm" in await _said(of_province, "/office")
    assert "Không có đề nghị nào chậm" not in await _said(of_province, "/office", **{field: "hoa"})
    english = await _said(of_province, "/en/office", **{field: "hoa"})
    assert "Choose one" in english or "choose one" in english
    assert "Nothing stalls" not in english


async def test_words_nobody_can_store_are_refused_kindly(of_province: Browser) -> None:
    """As everywhere else in an address."""
    for typed in ("a" * 201, "\x00"):
        answer = await of_province.get("/portal/office", params={"agency": typed})
        assert answer.status_code in {400, 404}, typed
        assert "<h1>" in answer.text
