"""Pages of what agencies replied: before closing and after, kept from others and let to them."""

from remiss.consultation.values import Actor
from tests.given.acts_at_portal import AtPortal
from tests.given.html_forms import form_on
from tests.given.people import HEAD, OFFICER, OTHER_HEAD, STRANGER
from tests.given.portal_visits import text_of

OF_FINANCE = "kinh phí bố trí từ dự toán chi thường xuyên"
REASON = "Văn bản có số liệu nội bộ của đơn vị."


async def listed(desk: AtPortal, by: Actor) -> str:
    async with desk.portal.acting(by) as browser:
        page = await browser.get(f"/portal/cases/{desk.case.id}/replies")
    assert page.status_code == 200, text_of(page)
    return page.text


async def marks(desk: AtPortal, page: str) -> None:
    form = await desk.form(OFFICER, page)
    blank = await desk.sends(OFFICER, page, form)
    assert blank.status_code == 422
    done = await desk.sends(OFFICER, page, form_on(blank.text), reason=REASON)
    assert done.status_code == 303, text_of(done)


async def ends(desk: AtPortal) -> None:
    await desk.case.settle()
    await desk.case.does(OFFICER, "conclude", agency="")


async def test_an_agency_reads_anothers_reply_after_closing_and_not_before(
    desk: AtPortal,
) -> None:
    """The list leads there; the request itself stays its agency's own."""
    address = desk.address("replies")
    assert address not in await listed(desk, OTHER_HEAD)
    assert "chỉ đọc văn bản trả lời của cơ quan mình" in await listed(desk, OTHER_HEAD)
    assert (await desk.page(OTHER_HEAD, "replies")).status_code == 404

    await ends(desk)
    async with desk.portal.acting(OTHER_HEAD) as browser:
        case = await browser.get(f"/portal/cases/{desk.case.id}")
    assert f'href="/portal/cases/{desk.case.id}/replies"' in case.text
    assert f'href="{address}"' in await listed(desk, OTHER_HEAD)
    assert OF_FINANCE in text_of(await desk.page(OTHER_HEAD, "replies"))
    assert (await desk.page(OTHER_HEAD)).status_code == 404
    assert (await desk.page(OTHER_HEAD, "replies/1")).status_code == 404
    assert (await desk.page(OTHER_HEAD, "replies?nth=2")).status_code == 409
    assert (await desk.page(STRANGER, "replies")).status_code == 404


async def test_replies_are_kept_from_others_with_a_reason(desk: AtPortal) -> None:
    """The agency reads why; another reads that they are kept, and nothing of them."""
    await marks(desk, "keep-from-others")
    assert "let-others-read" in (await desk.page(OFFICER)).text
    assert 'value="send"' not in (await desk.page(OFFICER, "keep-from-others")).text
    await ends(desk)
    assert REASON in text_of(await desk.page(HEAD))
    theirs = await listed(desk, OTHER_HEAD)
    assert "Không để cơ quan khác đọc" in theirs
    assert REASON not in theirs
    assert desk.address("replies") not in theirs
    assert (await desk.page(OTHER_HEAD, "replies")).status_code == 404
    assert (await desk.page(HEAD, "replies")).status_code == 200


async def test_what_was_kept_is_let_to_others_after_all(desk: AtPortal) -> None:
    """It is read as if nothing had stood against it; both marks stay on record."""
    await marks(desk, "keep-from-others")
    await marks(desk, "let-others-read")
    assert 'value="send"' not in (await desk.page(OFFICER, "let-others-read")).text
    await ends(desk)
    assert OF_FINANCE in text_of(await desk.page(OTHER_HEAD, "replies"))
    assert await desk.count("replies_kept_from_others") == 1
    assert await desk.count("replies_let_to_others") == 1
