"""Every page of the portal, as one person sees it at one point of the story: the one list of them.

What stands here is tested in both languages and pictured by `make screens`; an address of the
portal that stands nowhere here fails a test.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from playwright.async_api import FilePayload

from tests.given.browser import Window
from tests.given.portal_cases import (
    AUDITOR,
    CLERK,
    FINANCE,
    HEAD,
    HEALTH,
    OFFICE,
    OFFICER,
    OFFICIAL,
    SUPERVISOR,
    Point,
)
from tests.given.portal_openings import (
    asks_for_urgency,
    comes_to_agencies,
    comes_to_approval,
    comes_to_check,
    leader_comes_to_approval,
    writes_questions,
)


@dataclass(frozen=True, eq=False)
class Look:
    """One page, seen by one person."""

    name: str
    """Of its screen: `request-head`."""
    route: str
    """As the portal has it, without the language: `/requests/{case}/{agency}`."""
    by: str | None = None
    """A person of the demo; None: nobody is signed in."""
    at: Point | None = None
    """Where the case stands that it is about."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What else its address names, and another agency than Finance."""
    query: str = ""
    begins: str = ""
    """Where the person begins instead, if `steps` lead to it: another route."""
    steps: Callable[[Window], Awaitable[object]] | None = None
    """What the person does to come to what is to be seen: errors, findings, a page of a draft."""
    status: int = 200
    carries: int = 0
    """Compressed bytes of what a page must hold whole: a list to choose from, a draft's text."""

    def address(self, case: str, language: str) -> str:
        """Where the person goes, about this case."""
        prefix = "/portal/en" if language == "en" else "/portal"
        named = {"agency": FINANCE, **self.values, "case": case}
        return f"{prefix}{(self.begins or self.route).format(**named)}{self.query}"


async def _checks(window: Window) -> None:
    """Writes what says little, and has it checked."""
    await window.page.locator("#text").fill("Đề nghị thực hiện theo quy định hiện hành.")
    await window.page.locator('button[value="check"]').click()


async def _goes_back(window: Window) -> None:
    """From the ledger to the case as it stood with the third newest event in it."""
    await window.page.locator("tbody td a").nth(2).click()


async def _sends_too_early(window: Window) -> None:
    """Wants to send an agency its results before there are any."""
    await window.page.get_by_role("button", name=SEND_RESULTS).first.click()


async def _makes_a_feed(window: Window) -> None:
    """Has an address made, which is shown once."""
    await window.page.locator('main form[action$="/calendar-feed"] button').click()
    await window.page.wait_for_load_state()


async def _tries_final_text(window: Window) -> None:
    """Has the adopted wordings looked for in a file that has few of them."""
    text = "Khoản 4. Kết quả xem xét lại được thông báo bằng văn bản."
    file = FilePayload(name="ban-trinh.txt", mimeType="text/plain", buffer=text.encode())
    await window.page.locator("#file").set_input_files(file)
    await window.page.locator('button[value="check"]').click()
    await window.page.wait_for_load_state()


async def _chooses(window: Window) -> None:
    """Chooses the first request that may be urged, and goes on."""
    await window.page.locator('input[name="chosen"]').first.check()
    await window.page.get_by_role("button", name=URGE_CHOSEN).click()


async def _from_the_top(window: Window) -> None:
    """The same page, not from where an act has led to."""
    await window.opens(window.page.url.removeprefix(window.base_url).partition("#")[0])


async def _opens_inspection(window: Window) -> None:
    """Opens one by its decision."""
    await window.page.locator("#decision").fill("12/QĐ-TTr ngày 02/3/2026")
    await window.page.locator("#reason").fill("Kiểm tra đột xuất việc trả lời lấy ý kiến")
    await window.page.locator('button[value="send"]').click()
    await window.page.wait_for_url("**/inspections/KT-*")
    await _from_the_top(window)


async def _comes_to_commit(window: Window) -> None:
    """Opens one, and goes on to a sample of it."""
    await _opens_inspection(window)
    await window.page.locator('main a[href$="/samples/new"]').click()
    await window.page.wait_for_url("**/samples/new")


async def _commits_sample(window: Window) -> None:
    """And commits what will be drawn."""
    await _comes_to_commit(window)
    await window.page.locator('input[name="unit"][value="requests"]').check()
    await window.page.locator("#size").fill("5")
    await window.page.locator("#reason").fill("Theo kế hoạch kiểm tra năm")
    await window.page.locator('button[value="send"]').click()
    await window.page.wait_for_url("**/samples/1*")
    await _from_the_top(window)


URGE_CHOSEN = re.compile("Đôn đốc các đề nghị đã chọn|Urge the requests chosen")
SEND_RESULTS = re.compile("Đọc lại và gửi|Read and send")
REQUEST = "/requests/{case}/{agency}"
COMMENTS = "/cases/{case}/comments"
NEW = "/cases/new/{draft}"
A_DRAFT = {"draft": "0f5a7c1e0f5a7c1e"}
RECEIPT, FIRST = f"{REQUEST}/replies/{{number}}", {"number": "1"}
CASE = "/cases/{case}"
DRAFTERS, HOME = "/scorecards/drafters", {"agency": "H99.02"}
INSPECTION, SAMPLE = "/inspections/{inspection}", "/inspections/{inspection}/samples/{number}"
NEW_INSPECTION = "/inspections/new"
LOOKS = (
    Look("request", REQUEST, OFFICIAL, Point.OPENED),
    Look("request-head", REQUEST, HEAD, Point.OPENED),
    Look("request-officer", REQUEST, OFFICER, Point.RETURNED),
    Look("deadline", f"{REQUEST}/deadline", OFFICIAL, Point.RETURNED),
    Look("held", f"{REQUEST}/held", OFFICIAL, Point.RETURNED),
    Look("held-case", f"{CASE}/held", OFFICER, Point.OVERDUE, carries=1024),
    Look("draft", f"{REQUEST}/draft", OFFICIAL, Point.OPENED, carries=1024),
    Look("assign", f"{REQUEST}/assign", HEAD, Point.OPENED),
    Look("colleagues", f"{REQUEST}/colleagues", OFFICIAL, Point.OPENED),
    Look("contribution", f"{REQUEST}/contribution", OFFICIAL, Point.OPENED),
    Look("delegation", f"{REQUEST}/delegation", HEAD, Point.OPENED),
    Look("ask", f"{REQUEST}/ask", OFFICIAL, Point.OPENED),
    Look("more-time", f"{REQUEST}/more-time", OFFICIAL, Point.OPENED),
    Look("not-ours", f"{REQUEST}/not-ours", HEAD, Point.OPENED, carries=1024),
    Look("delay-reason", f"{REQUEST}/delay-reason", OFFICIAL, Point.OPENED),
    Look("reply", f"{REQUEST}/reply", OFFICIAL, Point.OPENED, carries=512),
    Look("reply-head", f"{REQUEST}/reply", HEAD, Point.RETURNED, carries=512),
    Look("earlier-opinions", f"{REQUEST}/earlier-opinions", OFFICIAL, Point.AMENDED),
    Look("reply-checked", f"{REQUEST}/reply", OFFICIAL, Point.OPENED, steps=_checks, carries=1024),
    Look(
        "reply-comment",
        f"{REQUEST}/reply",
        HEAD,
        Point.ACKNOWLEDGED,
        query="?clause=muc-ii.khoan-2",
        carries=1024,
    ),
    Look(
        "correction",
        f"{REQUEST}/replies/{{number}}/correction",
        HEAD,
        Point.ANSWERED,
        values={"number": "1"},
        carries=1024,
    ),
    Look("sign", f"{REQUEST}/sign", HEAD, Point.PREPARED),
    Look("sign-nothing", f"{REQUEST}/sign", HEAD, Point.OPENED),
    Look("ask-agency", "/cases/{case}/ask", OFFICER, Point.RETURNED),
    Look("ask-outside", "/cases/{case}/outside", OFFICER, Point.RETURNED),
    Look("draft-file", "/cases/{case}/draft-file", OFFICER, Point.RETURNED),
    Look("amend", "/cases/{case}/amend", OFFICER, Point.RETURNED, carries=1024),
    Look("letter-number", f"{REQUEST}/letter-number", OFFICER, Point.RETURNED),
    Look("opening-paper", f"{NEW}/paper", OFFICER, values=A_DRAFT),
    Look("opening-questions", f"{NEW}/questions", OFFICER, values=A_DRAFT, steps=writes_questions),
    Look("opening-agencies", f"{NEW}/agencies", OFFICER, values=A_DRAFT, steps=comes_to_agencies),
    Look("opening-check", f"{NEW}/check", OFFICER, values=A_DRAFT, steps=comes_to_check),
    Look("opening-asked", f"{NEW}/check", OFFICER, values=A_DRAFT, steps=asks_for_urgency),
    Look(
        "urgent-opening",
        "/urgent-openings/{opening}",
        OFFICER,
        begins=f"{NEW}/check",
        values=A_DRAFT,
        steps=comes_to_approval,
        carries=1024,
    ),
    Look(
        "urgent-opening-leader",
        "/urgent-openings/{opening}",
        OFFICER,
        begins=f"{NEW}/check",
        values=A_DRAFT,
        steps=leader_comes_to_approval,
        carries=1024,
    ),
    Look("forward", f"{REQUEST}/forward", CLERK, Point.OPENED, {"agency": HEALTH}),
    Look("receipt", RECEIPT, HEAD, Point.RETURNED, FIRST),
    Look("receipt-accepted", RECEIPT, OFFICER, Point.ANSWERED, FIRST),
    Look("contest", f"{RECEIPT}/contest", OFFICIAL, Point.RETURNED, FIRST),
    Look("entry-word", f"{RECEIPT}/entry-word", HEAD, Point.RETURNED, FIRST),
    Look("letter", f"{RECEIPT}/letter", OFFICIAL, Point.RETURNED, FIRST),
    Look("own-comments", f"{REQUEST}/comments", HEAD, Point.SILENT),
    Look("own-comments-after", f"{REQUEST}/comments", OFFICIAL, Point.CONCLUDED),
    Look("objection", f"{REQUEST}/comments/objection", HEAD, Point.CONCLUDED),
    Look("case", CASE, OFFICER, Point.UNCLEAR, carries=1024),
    Look("case-overdue", CASE, OFFICER, Point.OVERDUE, carries=1024),
    Look("case-agency", CASE, OFFICIAL, Point.RETURNED),
    Look("ledger", f"{CASE}/ledger", OFFICER, Point.RETURNED),
    Look("case-then", CASE, OFFICER, Point.OVERDUE, begins=f"{CASE}/ledger", steps=_goes_back),
    Look("ledger-at", f"{CASE}/ledger", OFFICER, Point.RETURNED, query="?at=hôm+qua", status=422),
    Look("review", f"{REQUEST}/review", OFFICER, Point.FLAGGED, values={"agency": "H99.10"}),
    Look("before-head", f"{REQUEST}/before-head", OFFICER, Point.FLAGGED, {"agency": "H99.10"}),
    Look("take-over", f"{REQUEST}/take-over", OFFICE, Point.FLAGGED, {"agency": "H99.10"}),
    Look("clarification", f"{REQUEST}/clarification", OFFICER, Point.UNCLEAR, {"agency": "H99.14"}),
    Look("end-clarification", f"{REQUEST}/end-clarification", OFFICE, Point.UNCLEAR),
    Look("extension", f"{REQUEST}/extension", OFFICER, Point.MORE_TIME, {"agency": "H99.03"}),
    Look("ruling", f"{REQUEST}/ruling", OFFICER, Point.UNCLEAR, {"agency": "H99.11"}),
    Look("referral", f"{REQUEST}/referral", OFFICER, Point.OPENED),
    Look("follow-up", f"{REQUEST}/follow-up", OFFICER, Point.OPENED),
    Look("correction-ruling", f"{REQUEST}/correction", OFFICER, Point.OPENED),
    Look("late-reply", f"{REQUEST}/late-reply", OFFICER, Point.OPENED),
    Look("entry", f"{REQUEST}/entry", OFFICER, Point.OPENED),
    Look("withdraw", f"{REQUEST}/withdraw", OFFICER, Point.OPENED),
    Look("urging", f"{REQUEST}/urging", OFFICE, Point.OPENED),
    Look("order", f"{REQUEST}/order", OFFICE, Point.OPENED),
    Look("close", f"{REQUEST}/close", OFFICE, Point.OPENED),
    Look("suspend", f"{CASE}/suspend", OFFICER, Point.OPENED),
    Look("resume", f"{CASE}/resume", OFFICER, Point.OPENED),
    Look("cancel", f"{CASE}/cancel", OFFICER, Point.OPENED),
    Look("conclude", f"{CASE}/conclude", OFFICER, Point.OVERDUE),
    Look("reopen", f"{CASE}/reopen", SUPERVISOR, Point.OPENED),
    Look("deadlines", f"{CASE}/deadlines", OFFICER, Point.OPENED),
    Look("return-date", f"{CASE}/return-date", OFFICER, Point.OPENED),
    Look("officer", f"{CASE}/officer", SUPERVISOR, Point.OPENED),
    Look("help", "/help"),
    Look("help-signed-in", "/help", OFFICER),
    Look("sign-in", "/sign-in"),
    Look("signed-out", "/sign-in", query="?told=signed_out"),
    Look("sign-out", "/sign-out", OFFICIAL),
    Look("prove", "/prove", HEAD),
    Look("passkeys", "/passkeys", HEAD),
    Look("role", "/role", "snv.quang.vu"),
    Look("drafts-empty", "/drafts", "svh.thao.trinh"),
    Look("work-empty", "/work", "svh.thao.trinh"),
    Look("work", "/work", OFFICIAL, Point.RETURNED),
    Look("work-head", "/work", HEAD, Point.PREPARED),
    Look("work-settled", "/work", HEAD, Point.ANSWERED, query="?tab=settled"),
    Look("work-officer", "/work", OFFICER, Point.UNCLEAR),
    Look("work-waiting", "/work", OFFICER, Point.FLAGGED, query="?tab=waiting"),
    Look("work-office", "/work", OFFICE, Point.UNCLEAR),
    Look("load", "/load", HEAD, Point.OVERDUE),
    Look("load-unassigned", "/load", HEAD, Point.OVERDUE, query="?group=unassigned"),
    Look("office", "/office", OFFICE, Point.OVERDUE, carries=512),
    Look("office-ages", "/office", OFFICE, Point.OVERDUE, query="?age=1"),
    Look(
        "office-urging",
        "/office/urging",
        OFFICE,
        begins="/office",
        at=Point.OVERDUE,
        steps=_chooses,
        carries=512,
    ),
    Look("reports", "/reports", OFFICE),
    Look("report-now", "/reports/now", OFFICE, Point.OVERDUE, carries=512),
    Look("office-by-task", "/office", OFFICE, Point.OVERDUE, query="?by=task", carries=512),
    Look("inspections", "/inspections", AUDITOR),
    Look("inspection-new", NEW_INSPECTION, AUDITOR),
    Look("inspection", INSPECTION, AUDITOR, begins=NEW_INSPECTION, steps=_opens_inspection),
    Look(
        "sample-new",
        "/inspections/{inspection}/samples/new",
        AUDITOR,
        begins=NEW_INSPECTION,
        steps=_comes_to_commit,
        carries=1024,
    ),
    Look("sample", SAMPLE, AUDITOR, begins=NEW_INSPECTION, steps=_commits_sample),
    Look("outliers", "/inspections/outliers", AUDITOR, Point.SILENT, carries=512),
    Look("cases", "/cases", OFFICER, Point.RETURNED),
    Look("cases-agency", "/cases", OFFICIAL, Point.RETURNED),
    Look("open-requests", "/open-requests", OFFICER, Point.OVERDUE),
    Look("calendar-feed", "/calendar-feed", OFFICIAL),
    Look("calendar-feed-made", "/calendar-feed", HEAD, steps=_makes_a_feed),
    Look("open-requests-agency", "/open-requests", OFFICIAL, Point.OVERDUE),
    Look("comments", COMMENTS, OFFICER, Point.SILENT, carries=1024),
    Look(
        "comments-missing",
        COMMENTS,
        OFFICER,
        Point.SILENT,
        steps=_sends_too_early,
        status=422,
        carries=1024,
    ),
    Look("comments-agency", COMMENTS, OFFICIAL, Point.CONCLUDED),
    Look("replies", f"{CASE}/replies", OFFICIAL, Point.CONCLUDED),
    Look("replies-before", f"{CASE}/replies", OFFICIAL, Point.SILENT),
    Look("replies-agency", f"{REQUEST}/replies", "stp.mai.pham", Point.CONCLUDED),
    Look("keep-from-others", f"{REQUEST}/keep-from-others", OFFICER, Point.CONCLUDED),
    Look("let-others-read", f"{REQUEST}/let-others-read", OFFICER, Point.CONCLUDED),
    Look("comments-send", f"{COMMENTS}/{{agency}}", OFFICER, Point.SILENT),
    Look("comments-table", f"{COMMENTS}/table", OFFICER, Point.CONCLUDED, carries=3072),
    Look("comparison", "/cases/{case}/comparison", OFFICER, Point.AMENDED),
    Look("final-text", f"{COMMENTS}/final", OFFICER, Point.SILENT),
    Look(
        "final-text-tried",
        f"{COMMENTS}/final",
        OFFICER,
        Point.CONCLUDED,
        steps=_tries_final_text,
        carries=1024,
    ),
    Look("wordings", f"{COMMENTS}/final/{{agency}}", OFFICER, Point.SILENT),
    Look("notices", "/notices", OFFICER, Point.RETURNED),
    Look("sheets", "/sheets", OFFICE),
    Look("reform-index", "/reform-index/{year}", OFFICE, Point.SILENT, {"year": "2026"}),
    Look("tasks-of-year", "/tasks-of-year/{year}", HEAD, Point.SILENT, {"year": "2026"}),
    Look("scorecards", "/scorecards/agencies", OFFICE, Point.SILENT, carries=1024),
    Look("scorecards-drafters", "/scorecards/drafters", OFFICE, Point.SILENT, carries=1024),
    Look("scorecards-mistaken", "/scorecards/agencies", OFFICE, query="?to=mai", status=422),
    Look("scorecard", "/scorecards/agencies/{agency}", OFFICE, Point.SILENT, carries=1024),
    Look("scorecard-head", "/scorecards/agencies/{agency}", HEAD, Point.SILENT, carries=1024),
    Look(
        "scorecard-drafter", f"{DRAFTERS}/{{agency}}", SUPERVISOR, Point.SILENT, HOME, carries=1024
    ),
    Look(
        "scorecard-behind",
        "/scorecards/agencies/{agency}/behind",
        OFFICE,
        Point.SILENT,
        query="?figure=requests",
    ),
    Look(
        "scorecard-behind-drafter",
        f"{DRAFTERS}/{{agency}}/behind",
        SUPERVISOR,
        Point.SILENT,
        HOME,
        query="?figure=recipients",
    ),
    Look("scorecard-costs", f"{DRAFTERS}/{{agency}}/costs", SUPERVISOR, Point.SILENT, HOME),
    Look("scorecard-province", "/scorecards/province", OFFICE, Point.SILENT),
    Look("scorecard-province-drafts", "/scorecards/province/drafters", OFFICE, Point.SILENT),
    Look("scorecards-named", "/scorecards/named", OFFICE, Point.SILENT),
    Look(
        "scorecard-explanation",
        "/scorecards/agencies/{agency}/explanations/{quarter}",
        HEAD,
        Point.SILENT,
        {"quarter": "2026-Q1"},
    ),
    Look("scorecard-own", "/scorecards/mine", OFFICIAL, Point.SILENT),
    Look("calendar", "/calendar", OFFICIAL),
    Look("procedures", "/procedures", OFFICIAL),
    Look(
        "procedure",
        "/procedures/{kind}/{urgency}",
        OFFICIAL,
        values={"kind": "plan", "urgency": "normal"},
        query="?on=2026-12-01",
        carries=512,
    ),
    Look(
        "procedure-changes",
        "/procedures/{kind}/{urgency}/changes",
        OFFICIAL,
        values={"kind": "plan", "urgency": "normal"},
        query="?on=2026-12-01",
    ),
    Look("figure-looks", "/figure-looks", OFFICER),
    Look("accessibility", "/accessibility"),
    Look("offline", "/offline"),
    Look("not-found", "", begins="/nothing-here", status=404),
)

NO_PAGES = {
    "/scorecards/apart.csv",
    "/scorecards/named/{quarter}/letter",
    "/static/{name}",
    "/sign-in/return",
    "/sw.js",
    "/calendar-feed.ics",
    "/reform-index/{year}/workbook",
    "/reform-index/{year}/csv",
    "/reform-index/{year}/json",
    "/sheets/{period}/workbook",
    "/inspections/{inspection}/samples/{number}/record",
    "/inspections/{inspection}/dossiers/{number}",
    "/sheets/{period}/csv",
    "/sheets/{period}/letter",
    "/files/{sha256}",
    "/cases/new",
    f"{REQUEST}/draft/pdf",
    f"{REQUEST}/letter",
    f"{REQUEST}/urging.docx",
    f"{CASE}/papers/submission.zip",
    f"{CASE}/papers/table.docx",
    f"{CASE}/papers/table.xlsx",
    "/reports/{day}.docx",
    "/procedures/{kind}/{urgency}.docx",
    "/procedures/{kind}/{urgency}.bpmn",
    "/procedures/{kind}/{urgency}.json",
    "/reports/now.docx",
}
"""Addresses that answer with no page: files, and what leads on at once."""
SEEN_IN_STORIES = {"/waiting/{consultation}/{key}", "/sheets/{period}", "/reports/{day}"}
"""Pages that take a fault, a day or a period that is over; their stories judge them."""
