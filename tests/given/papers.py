"""A case for documents: twelve agencies with long names, every outcome, forty comments."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Conclude,
    DisposeComments,
    ObjectToDisposition,
    UseLateReply,
    WithdrawAgency,
)
from remiss.consultation.life.events import Disposed, Event
from remiss.consultation.life.evolution import fold
from remiss.consultation.policy import CommentRules, SilenceOutcome
from remiss.consultation.state import Comment, Consultation, State, Unopened
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    Agency,
    Answer,
    Directory,
    DispositionKind,
    Draft,
    DraftKind,
    LateUse,
    Mandate,
    Position,
    Question,
    Urgency,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.issued_letterhead import letterhead
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation
from remiss.reference.contacts import Contacts, PersonContact
from remiss.reference.registry import load_registry
from tests.given.case import (
    CLEAR,
    HOME,
    POLICY,
    SUPERVISOR,
    agency,
    as_time_passes,
    assessed,
    both,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)

PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
DESK = Desk(
    registry=load_registry(),
    contacts=Contacts(
        office="vanphong@h99.example",
        chairman="chutich@h99.example",
        agencies={},
        people={
            SUPERVISOR.id: PersonContact(
                mailbox="hung@h99.example",
                post="Chuyên viên",
                unit="CCVC",
                telephone="0900 000 021",
            )
        },
    ),
)
HEAD = letterhead(DESK.registry.issuer(HOME), "CCVC")
SHA = "0a1b2c3d4e5f60718293a4b5c6d7e8f9" * 2
SUBJECT = (
    "Dự thảo Hướng dẫn đánh giá cán bộ, công chức, viên chức bằng tiêu chí, sản phẩm, kết quả cụ "
    "thể, định lượng được"
)
LEGAL_DRAFT = Draft(
    subject="Quyết định quy định việc đánh giá cán bộ, công chức, viên chức trên địa bàn tỉnh",
    kind=DraftKind.LEGAL_DECISION,
    sha256=SHA,
    number="1481/SNV-CCVC",
)
NAMES = {
    "H99.01": "Văn phòng UBND tỉnh",
    "H99.03": "Sở Tư pháp",
    "H99.04": "Sở Tài chính",
    "H99.05": "Sở Công Thương",
    "H99.06": "Sở Nông nghiệp và Môi trường",
    "H99.07": "Sở Xây dựng",
    "H99.08": "Sở Khoa học và Công nghệ",
    "H99.09": "Sở Văn hóa, Thể thao và Du lịch",
    "H99.10": "Sở Giáo dục và Đào tạo",
    "H99.11": "Sở Y tế",
    "H99.13": "Sở Ngoại vụ",
    "H99.15": "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Tân Giang",
}
AGREES, SILENT, LATE, LEFT = "H99.03", "H99.11", "H99.09", "H99.13"
COMMENTING = tuple(code for code in NAMES if code not in {AGREES, SILENT, LATE, LEFT})
LAW = "Luật Cán bộ, công chức 2025; Nghị định số 150/2025/NĐ-CP"


def asked_agency(code: str) -> Agency:
    """An agency with a field it shares with every other and one of its own; one has neither."""
    fields = () if code == LEFT else ("home.reform", _own(code))
    plain = agency(code, NAMES[code])
    laws = (LAW, "Quyết định riêng về chức năng, nhiệm vụ của cơ quan")
    mandates = tuple(
        Mandate(field=field, title="Cải cách hành chính, công vụ", legal_basis=law)
        for field, law in zip(fields, laws, strict=False)
    )
    return plain.model_copy(update={"mandates": mandates})


def _own(code: str) -> str:
    return f"own.h{chr(ord('a') + int(code[-2:]))}"


AGENCIES = tuple(asked_agency(code) for code in NAMES)
COMMON = (
    Question(
        id="thang-diem",
        text="Thang điểm 100 và mức trừ điểm tại khoản 2 Điều 3 dự thảo có phù hợp không?",
        field="home.reform",
    ),
    Question(
        id="thoi-diem",
        text="Đánh giá hằng tháng, chốt số liệu trước ngày 05 (khoản 1 Điều 9), có khả thi không?",
        field="home.reform",
    ),
    Question(
        id="khieu-nai",
        text="Quy định kết quả xem xét lại là kết quả cuối cùng có trái quy định về khiếu nại?",
        field="home.reform",
    ),
)
OWN = tuple(
    Question(
        id=f"rieng-{n}-{code[-2:]}",
        text=f"Tiêu chí riêng số {n} cho {NAMES[code]} (Điều {10 + n}) đã đo đếm được chưa?",
        field=_own(code),
    )
    for code in COMMENTING
    for n in (1, 2)
)
LONG = (
    "Đề nghị quy định rõ nguồn số liệu, người chịu trách nhiệm cập nhật và thời điểm chốt số liệu, "
    "vì hiện nay mỗi cơ quan dùng một phần mềm khác nhau nên kết quả không so sánh được. "
)


class Story(NamedTuple):
    """A case and the events that led to it."""

    case: Consultation
    events: tuple[Event, ...]


def tell(*commands: Any, story: Story | None = None) -> Story:
    """Carry out commands, time passing as a running service learns of it."""
    state: State = story.case if story else Unopened()
    events = story.events if story else ()
    for command in commands:
        for step in as_time_passes(state, command):
            happened = decide(state, step)
            state, events = fold(happened, state), (*events, *happened)
    assert isinstance(state, Consultation)
    return Story(state, events)


def opened(**changes: Any) -> Story:
    """Everybody is asked; one by a supervisor's recorded reason."""
    questions = (*COMMON, *OWN)
    draft = Draft(
        subject=SUBJECT,
        kind=DraftKind.GUIDELINE,
        sha256=SHA,
        number="1480/SNV-CCVC",
        urgency=Urgency.VERY_URGENT,
    )
    what: dict[str, Any] = {
        "draft": draft,
        "questions": questions,
        "agencies": tuple(NAMES),
        "directory": Directory(
            version="1", fields={q.field: both(q.field) for q in questions}, agencies=AGENCIES
        ),
        "override_reason": "Dự thảo áp dụng cho công chức làm công tác lễ tân đối ngoại.",
    }
    return tell(opening(by=SUPERVISOR, **{**what, **changes}))


def told(outcome: SilenceOutcome = SilenceOutcome.ON_RECORD, **changes: Any) -> Story:
    """The whole story: agreement, comments, lateness, silence, a withdrawal; then concluded."""
    silence = POLICY.silence.model_copy(
        update={"outcome": outcome, "printed_basis": "Điều 9 Quy chế làm việc"}
    )
    rules = CommentRules(object_within=WorkSpan(days=2))
    policy = POLICY.model_copy(update={"silence": silence, "comments": rules})
    story = opened(policy=policy, **changes)
    at = hanoi("2026-03-05", "09:00")
    story = tell(
        order(WithdrawAgency, SUPERVISOR, at, agency=LEFT, reason="Không còn nội dung đối ngoại."),
        *_answers(story, AGREES, Position.AGREE),
        story=story,
    )
    for code in COMMENTING[:-1]:
        story = tell(*_answers(story, code, Position.AGREE_WITH_CHANGES), story=story)
    story = tell(time_passes(hanoi("2026-03-10", "10:00")), story=story)
    late = _answers(story, COMMENTING[-1], Position.DISAGREE, "2026-03-11")
    story = tell(*late, time_passes(hanoi("2026-03-20")), story=story)
    after = _answers(story, LATE, Position.AGREE_WITH_CHANGES, "2026-03-20")[:1]
    return _concluded(_disposed(tell(*after, story=story)))


def table_of(story: Story) -> Consolidation:
    return consolidation(story.case, story.events)


def _disposed(story: Story) -> Story:
    """Every comment in its turn adopted, adopted in part, later, kept; one late letter used."""
    at = hanoi("2026-03-23")
    kinds = (*DispositionKind,)
    disposed: dict[str, list[Disposed]] = {}
    for number, comment in enumerate(story.case.comments.values()):
        kind = kinds[number % 4]
        why = None if number % 8 == 0 else (LONG * (1 + number % 5)).strip()
        said = Disposed(comment=comment.id, kind=kind, explanation=why)
        disposed.setdefault(comment.agency, []).append(said)
    orders = [
        order(DisposeComments, SUPERVISOR, at, agency=code, dispositions=tuple(said))
        for code, said in disposed.items()
    ]
    used = order(
        UseLateReply,
        SUPERVISOR,
        at,
        agency=LATE,
        number=1,
        use=LateUse.CONSIDERED,
        explanation="Nội dung trùng với ý kiến của Sở Tài chính, đã xử lý tại khoản 2 Điều 3.",
    )
    return tell(*orders, used, story=story)


def _concluded(story: Story) -> Story:
    """One agency objects; its comment is disposed of again, for good."""
    kept = next(c for c in story.case.comments.values() if _is(c, DispositionKind.KEPT))
    of, at = asked_agency(kept.agency), hanoi("2026-03-24")
    again = Disposed(comment=kept.id, kind=DispositionKind.IN_PART, explanation="Bổ sung căn cứ.")
    why = "Đề nghị xem xét lại vì chưa nêu căn cứ pháp lý."
    return tell(
        order(ObjectToDisposition, head(of), at, agency=of.code, comments=(kept.id,), reasons=why),
        order(DisposeComments, SUPERVISOR, at, agency=of.code, dispositions=(again,)),
        order(Conclude, SUPERVISOR, hanoi("2026-03-30")),
        story=story,
    )


def _is(comment: Comment, kind: DispositionKind) -> bool:
    return comment.disposition is not None and comment.disposition.kind is kind


def _answers(story: Story, code: str, position: Position, day: str = "2026-03-05") -> Sequence[Any]:
    """The reply of an agency on everything it was asked, and its acceptance."""
    of, at = asked_agency(code), hanoi(day, "14:00")
    answers = tuple(
        _answer(question, position, n)
        for n, question in enumerate(story.case.requests[code].question_ids)
    )
    reply = replies(
        of,
        at,
        position=position,
        text="Sở đã nghiên cứu dự thảo và có ý kiến như sau.",
        answers=answers,
        draft_sha256=SHA,
        number=f"{1200 + int(code[-2:])}/{_letters(NAMES[code])}",
    )
    return reply, assessed(of, CLEAR, at)


def _answer(question: str, position: Position, place: int) -> Answer:
    if position is Position.AGREE:
        return Answer(question=question, position=position, text="Thống nhất.")
    text = LONG * (1 + place * 3) if place < 4 else (LONG * 20)[:2000]
    wording = "Điều 3. Thang điểm\n2. Mỗi lỗi chậm hạn trừ 02 điểm." if place % 2 else ""
    return Answer(question=question, position=position, text=text, proposed_wording=wording)


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()
