"""Each component from given values: words before colour, roles written out, nothing unescaped."""

from types import SimpleNamespace

import pytest
from pydantic import Field

from portal.parts.paging import paging
from portal.parts.rungs import Progress, ProgressStep
from portal.parts.table import Cell, ColumnHead, Table, TableKind
from portal.parts.tag import State, Tag
from portal.parts.work import Act, WorkGroup, WorkItem
from portal.render import TEMPLATES
from remiss.consultation.values import Value
from remiss.texts import Bilingual
from tests.given.case import hanoi
from tests.given.portal_components import component, words


def both(text: str) -> Bilingual:
    return Bilingual(vi=text, en=f"{text} (en)")


class Line(Value):
    field: str
    message: Bilingual


class FormStandIn(Value):
    """A form as templates ask it."""

    key: str = "k-1"
    draft: int = 3
    kept: str = ""
    files: tuple[Value, ...] = ()
    saved: None = None
    typed: dict[str, str] = Field(default_factory=dict)
    faults: dict[str, tuple[Bilingual, ...]] = Field(default_factory=dict)

    def value(self, name: str, otherwise: str = "") -> str:
        return self.typed.get(name, otherwise)

    def has(self, name: str, choice: str) -> bool:
        return self.typed.get(name) == choice

    def wrong(self, name: str) -> tuple[Bilingual, ...]:
        return self.faults.get(name, ())

    def label(self, name: str) -> Bilingual:
        return both(f"nhãn {name}")

    @property
    def summary(self) -> tuple[Line, ...]:
        return tuple(Line(field=n, message=m[0]) for n, m in self.faults.items())


@pytest.mark.parametrize("state", State)
def test_a_tag_is_a_word_with_a_shape(state: State) -> None:
    """The shape comes from the class; the word stands in the page."""
    it = Tag(state=state, text=both("Quá hạn"))
    assert component("tag", "tag(it)", it=it) == f'<span class="tag {state.value}">Quá hạn</span>'


def test_a_moment_is_written_for_people_and_for_machines() -> None:
    """In the language of the page, and always in Viet Nam's time."""
    at = hanoi("2026-12-09", "17:00")
    said = component("moment", "moment(at)", at=at)
    assert said == '<time datetime="2026-12-09T17:00+07:00">17:00 thứ Tư 09/12/2026</time>'
    assert "Wednesday" in component("moment", "moment(at)", "en", at=at)


def test_rungs_say_where_one_is() -> None:
    """The step one is at is the current one for readers of the screen too."""
    steps = (
        ProgressStep(name=both("Dự thảo"), progress=Progress.DONE),
        ProgressStep(name=both("Nội dung"), progress=Progress.NOW),
        ProgressStep(name=both("Cơ quan"), note=both("17:00")),
    )
    said = component("rungs", "rungs(steps, 'Các bước')", steps=steps)
    assert said.count("<li") == 3
    assert '<li aria-current="step">Nội dung' in said
    assert '<li class="done">Dự thảo' in said


def test_work_leads_to_the_thing_and_to_the_act_that_is_due() -> None:
    """What people wrote is escaped, and on an English page marked as Vietnamese."""
    item = WorkItem(
        tag=Tag(state=State.LATE, text=both("Quá hạn 2 ngày")),
        due_at=hanoi("2026-12-09", "17:00"),
        heading="Kế hoạch <b>năm</b> 2027",
        path="/requests/HS-A/H99.04",
        case="HS-A",
        context=(both("Sở Nội vụ soạn thảo"),),
        said="Đề nghị gửi danh sách.",
        standing=(both("Chưa phân công."),),
        next_step=both("17:00, nhắc lần 1"),
        desk=both("Sở Tài chính"),
        act=Act(name=both("Đọc và ký"), path="/requests/HS-A/H99.04/sign", due_now=True),
    )
    group = WorkGroup(id="g1", heading=both("Quá hạn (1)"), items=(item,))
    said = component("work", "work(it)", "en", it=group)

    assert 'href="/portal/en/requests/HS-A/H99.04" lang="vi"' in said
    assert "&lt;b&gt;năm" in said
    assert '<a class="btn" href="/portal/en/requests/HS-A/H99.04/sign">Đọc và ký (en)</a>' in said
    assert "Next: 17:00, nhắc lần 1 (en)." in words(said)


def test_facts_are_pairs() -> None:
    """A name, and what is true of it."""
    said = component("facts", "facts(it)", it=[(both("Lý do"), "vì <i>thiếu</i>")])
    assert "<dt>Lý do</dt><dd>vì &lt;i&gt;thiếu&lt;/i&gt;</dd>" in said


def test_a_table_names_each_cell_where_it_stacks() -> None:
    """Roles are written out: a stacked table is none to a browser."""
    it = Table(
        heads=(ColumnHead(name=both("Cơ quan")), ColumnHead(name=both("Trễ"), numeric=True)),
        rows=((Cell(text="Sở Y tế", path="/x"), Cell(text="0", empty=True)),),
    )
    said = component("table", "table(it, 'req')", it=it)
    assert '<th scope="row" role="rowheader"><a href="/portal/x">Sở Y tế</a></th>' in said
    assert '<td role="cell" data-h="Trễ" class="nil n">0</td>' in said
    assert "scroll" not in said


def test_a_table_that_scrolls_can_be_reached_by_keyboard() -> None:
    """It takes focus, and has a name."""
    it = Table(kind=TableKind.SCROLL, heads=(ColumnHead(name=both("A")),), rows=())
    assert '<div class="scroll" tabindex="0" role="region" aria-labelledby="t">' in component(
        "table", "table(it, 't')", it=it
    )


def test_words_are_marked_as_what_somebody_wrote() -> None:
    """Never translated: Vietnamese on every page."""
    assert component("words", "words(it)", it="Thống nhất.") == '<p class="said">Thống nhất.</p>'
    assert 'lang="vi"' in component("words", "words(it)", "en", it="Thống nhất.")


def test_a_paper_shows_the_hash_it_is_signed_with() -> None:
    """Whole, in groups of four."""
    call = "paper(it)"
    source = f'{{% from "components/words.html" import paper %}}{{% call {call} %}}A{{% endcall %}}'
    html = TEMPLATES["en"].from_string(source).render(it="0123456789abcdef" * 4)
    assert '<div class="sheet" lang="vi">' in html
    assert " ".join(["0123", "4567", "89ab", "cdef"] * 4) in words(html)


def test_findings_quote_link_and_leave_the_way_open() -> None:
    """What a machine found is called so, quotes the words and leads to the field."""
    finding = SimpleNamespace(
        field="q4-text", where=both("Nội dung số 4"), quote="<không rõ>", message=both("Nêu rõ.")
    )
    check = SimpleNamespace(verdict=both("Chưa rõ"), consequence=None, findings=(finding,))
    said = component("findings", "findings(it)", it=check)
    assert '<a href="#q4-text">Nội dung số 4</a>' in said
    assert "<mark>&lt;không rõ&gt;</mark>" in said
    assert "đánh giá tự động" in said


def test_a_form_begins_with_a_button_that_only_saves() -> None:
    """So that Enter in a field sends, signs and removes nothing."""
    said = component("start", "start(it)", file="forms", it=FormStandIn())
    assert said.index('value="save"') < said.index('name="key" value="k-1"')
    assert 'name="draft" value="3"' in said


def test_a_wrong_field_says_so_at_the_field_and_in_the_summary() -> None:
    """The summary leads to the field; the field names its hint and its error."""
    form = FormStandIn(typed={"reason": 'x" y'}, faults={"reason": (both("Nêu lý do."),)})
    summary = component("errors", "errors(it)", file="forms", it=form)
    assert 'id="errors"' in summary
    assert '<a href="#reason">Nêu lý do.</a>' in summary

    said = component("field", "field(it, 'reason', hint='Vì sao')", file="forms", it=form)
    assert 'value="x&#34; y"' in said
    assert 'aria-describedby="reason-h reason-e" aria-invalid="true"' in said
    assert '<label for="reason">nhãn reason</label>' in said


def test_no_errors_make_no_summary() -> None:
    """An empty frame would be read out as an alert."""
    assert not component("errors", "errors(it)", file="forms", it=FormStandIn()).strip()


def test_a_text_keeps_what_was_typed_and_is_vietnamese() -> None:
    """A first line that is blank is kept too: a browser drops the one after the tag."""
    form = FormStandIn(typed={"text": "\nhai dòng"})
    said = component("field", "field(it, 'text', rows=5)", file="forms", it=form)
    assert 'lang="vi" maxlength="2000">\n\nhai dòng</textarea>' in said


def test_nothing_is_ticked_beforehand() -> None:
    """Only what the person chose."""
    option = SimpleNamespace(value="agree", label=both("Thống nhất"), hint=None)
    choices = "choices(it, 'position', options, hint='Chọn một')"
    blank = component("choices", choices, file="forms", it=FormStandIn(), options=[option])
    assert " checked" not in blank
    assert 'id="position"' in blank
    chosen = FormStandIn(typed={"position": "agree"})
    assert " checked" in component("choices", choices, file="forms", it=chosen, options=[option])


def test_a_page_of_a_list_keeps_its_filters() -> None:
    """In the address, so that the way on can be bookmarked, sent, and opened in both languages."""
    it = paging("/cases", {"q": "thưởng", "stage": None}, "c1", "c2")
    said = component("paging", "paging(it)", "en", it=it)
    assert 'href="/portal/en/cases?q=th%C6%B0%E1%BB%9Fng&amp;cursor=c2" rel="next"' in said
    assert 'href="/portal/en/cases?q=th%C6%B0%E1%BB%9Fng"' in said
