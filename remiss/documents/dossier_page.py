"""The page of a dossier: the whole case on paper or screen, Vietnamese first.

One file that needs no network and runs nothing. It proves nothing by itself, and says what does.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import ReceivedReply, Request
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.labels import (
    CASE_STAGES,
    DRAFT_KINDS,
    LEVELS,
    POSITIONS,
    SILENCE_OUTCOMES,
    STAGES,
    URGENCIES,
    VERDICTS,
    local_time,
)
from remiss.consultation.telling.temporal_ui import agencies_of
from remiss.consultation.values import Person
from remiss.consultation.views.rows import request_row
from remiss.documents.dossier_content import (
    AttachmentListed,
    DeadlineTold,
    DocumentListed,
    Dossier,
    NoticeSent,
    RecordedLine,
)
from remiss.documents.markup import Markup, both, english, joined, table, tag, text
from remiss.texts import Bilingual

NONE = "—"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STATUSES = {
    "waiting": Bilingual(vi="chờ gửi", en="waiting"),
    "sent": Bilingual(vi="đã gửi", en="sent"),
    "failed": Bilingual(vi="không gửi được", en="failed"),
    "bounced": Bilingual(vi="bị từ chối", en="bounced"),
}
CHANNELS = {
    "inbox": Bilingual(vi="hộp thông báo", en="inbox"),
    "mail": Bilingual(vi="thư điện tử", en="mail"),
    "webhook": Bilingual(vi="hệ thống của cơ quan", en="the agency's system"),
}

STYLE = files("remiss.documents") / "dossier.css"


def page(dossier: Dossier) -> bytes:
    """The page as UTF-8."""
    case = dossier.case
    body = tag(
        "body",
        _top(dossier),
        _proof(dossier),
        _section("Các cơ quan được lấy ý kiến", "The agencies asked", _agencies(dossier)),
        _section("Nội dung xin ý kiến", "What was asked", _questions(dossier)),
        _section("Diễn biến", "What happened", _events(dossier)),
        _section("Văn bản trả lời", "The replies", joined(_replies(dossier))),
        _section(
            "Vì sao có các thời hạn này", "Why the deadlines are what they are", _due(dossier)
        ),
        _section("Thông báo đã gửi", "What was told to whom", _notices(dossier.notices)),
        _section("Văn bản kèm theo", "Documents", _documents(dossier.documents)),
        _section("Tệp đính kèm", "Attachments", _attachments(dossier.attachments)),
    )
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", f"{case.id} {case.draft.subject}"),
        tag(
            "style", Markup((files("remiss.documents") / "dossier.css").read_text(encoding="utf-8"))
        ),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='vi')}\n".encode()


def _top(dossier: Dossier) -> Markup:
    case, draft = dossier.case, dossier.case.draft
    home = case.drafting_agency
    exported = local_time(dossier.exported_at)
    facts = (
        (_said("Tình trạng", "Stage"), CASE_STAGES[case.stage]),
        (_said("Loại văn bản", "Kind"), DRAFT_KINDS[draft.kind]),
        (_said("Mức độ khẩn", "Urgency"), URGENCIES[draft.urgency]),
        (
            _said("Cơ quan soạn thảo", "Drafting agency"),
            _said(f"{home.code} {home.name.vi}", f"{home.code} {home.name.en}"),
        ),
        (_said("Cán bộ phụ trách", "Officer in charge"), _alike(case.officer.name)),
        (_said("Mở lúc", "Opened"), _alike(local_time(case.opened_at))),
        (
            _said("Kết thúc lúc", "Closed"),
            _alike(local_time(case.closed_at) if case.closed_at else NONE),
        ),
        (
            _said("Xuất hồ sơ", "Exported"),
            _said(f"{exported}, {dossier.exported_by}", f"{exported}, by {dossier.exported_by}"),
        ),
    )
    return tag(
        "header",
        tag("p", both(_said("Hồ sơ lấy ý kiến", "Consultation dossier")), class_="kind"),
        tag("h1", draft.subject),
        tag("p", case.id, class_="id"),
        _listed(facts),
        tag("p", both(CONFIDENTIAL), class_="warning"),
    )


CONFIDENTIAL = Bilingual(
    vi="Hồ sơ gồm cả việc trong nội bộ các cơ quan được lấy ý kiến. Chỉ giao cho cơ quan thanh "
    "tra, kiểm tra, hoặc người được Văn phòng UBND tỉnh cho phép.",
    en="It holds what agencies did inside before they signed. It is for inspectors and auditors, "
    "and whoever the Office allows.",
)


def _proof(dossier: Dossier) -> Markup:
    steps = (
        _said(
            "Lấy khóa công khai (tệp .pem, in bằng lệnh remiss public-keys) trực tiếp từ cơ quan "
            "vận hành hệ thống, không lấy cùng đường với hồ sơ này.",
            "Get the public key (a .pem file, printed by remiss public-keys) from whoever runs the "
            "service, on another way than this dossier came.",
        ),
        _said(
            "Trên máy có cài Remiss, không cần mạng, chạy lệnh dưới đây. Mã trả về 0 là toàn vẹn.",
            "On a machine with Remiss, without a network, run the command below. Exit code 0 "
            "means that it holds.",
        ),
        _said(
            "Nếu có các bản chốt sổ lưu ở nơi khác, thêm --checkpoints THƯ_MỤC để phát hiện phần "
            "cuối bị cắt.",
            "With checkpoints kept elsewhere add --checkpoints FOLDER: it shows an end cut off.",
        ),
    )
    return _section(
        "Kiểm tra hồ sơ này",
        "How to verify this dossier",
        tag("p", both(_signed(dossier))),
        tag("p", both(_covered(dossier))),
        tag("ol", *(tag("li", both(step)) for step in steps)),
        tag("pre", f"remiss verify {dossier.case.id}.zip --key public.pem"),
        tag("p", both(PROVES_NOTHING)),
    )


PROVES_NOTHING = Bilingual(
    vi="Bản thân trang này không chứng minh điều gì: chỉ kết quả của lệnh trên mới xác nhận.",
    en="This page proves nothing by itself: only what that command says does.",
)


def _signed(dossier: Dossier) -> Bilingual:
    if dossier.key is None:
        return _said(
            "Nơi xuất hồ sơ không có khóa ký, nên hồ sơ này KHÔNG được ký.",
            "Where it was exported there was no signing key: this dossier is NOT signed.",
        )
    return _said(
        f"Bản kê mọi tệp (manifest.json) được ký bằng khóa Ed25519 có mã {dossier.key}.",
        f"The manifest of all files (manifest.json) is signed with the Ed25519 key {dossier.key}.",
    )


def _covered(dossier: Dossier) -> Bilingual:
    coverage, last = dossier.coverage, len(dossier.events)
    if coverage is None:
        return _said(
            f"Chưa có bản chốt sổ nào bao gồm hồ sơ: {last} sự kiện đều chưa được chốt.",
            f"No checkpoint covers the case yet: none of its {last} events.",
        )
    at, covered = local_time(coverage.at), coverage.version
    vi = f"Bản chốt sổ số {coverage.number}, lúc {at}, bao gồm các sự kiện từ #1 đến #{covered}"
    en = f"Checkpoint {coverage.number} of {at} covers events #1 to #{covered}"
    if covered < last:
        vi += f"; các sự kiện từ #{covered + 1} đến #{last} chưa có bản chốt sổ"
        en += f"; events #{covered + 1} to #{last} are in no checkpoint yet"
    return _said(f"{vi}.", f"{en}.")


def _agencies(dossier: Dossier) -> Markup:
    head = (
        _said("Cơ quan", "Agency"),
        _said("Tình trạng", "Stage"),
        _said("Hạn trả lời", "Due"),
        _said("Ngày trễ", "Working days late"),
        _said("Văn bản / trả lại", "Replies / returned"),
        _said("Đã báo cáo đến", "Reported to"),
    )
    case = dossier.case
    return table(head, (_agency(dossier, request) for request in case.all_requests))


def _agency(dossier: Dossier, request: Request) -> Iterator[object]:
    row = request_row(dossier.case, request)
    name, stage = request.agency.name, STAGES[row.stage]
    again = f" ({request.ordinal})" if request.ordinal > 1 else ""
    yield both(_said(f"{row.agency} {name.vi}{again}", f"{row.agency} {name.en}{again}"))
    if row.silence:
        outcome = SILENCE_OUTCOMES[row.silence]
        stage = _said(f"{stage.vi}: {outcome.vi}", f"{stage.en}: {outcome.en}")
    yield both(stage)
    yield local_time(row.due_at)
    yield NONE if row.days_late is None else row.days_late
    yield f"{row.replies} / {row.returns}"
    yield NONE if row.level is EscalationLevel.NONE else both(LEVELS[row.level])


def _questions(dossier: Dossier) -> Markup:
    head = (_said("Mã", "Id"), _said("Nội dung", "Question"), _said("Lĩnh vực", "Field"))
    return table(head, ((q.id, q.text, q.field) for q in dossier.case.questions))


def _events(dossier: Dossier) -> Markup:
    agencies = agencies_of(dossier.case)
    return tag(
        "ol",
        *(_event(line, describe(line.recorded, agencies)) for line in dossier.events),
        class_="events",
    )


def _event(line: RecordedLine, said: Bilingual) -> Markup:
    recorded = line.recorded
    actor = recorded.actor
    return tag(
        "li",
        tag("div", tag("b", f"#{recorded.version}"), " ", local_time(recorded.event.at)),
        tag("p", both(said)),
        tag("p", f"{actor.name} ({actor.id}) · {recorded.event.kind}", class_="by"),
        tag("p", line.hash, class_="hash"),
    )


def _replies(dossier: Dossier) -> Iterator[Markup]:
    for request in dossier.case.all_requests:
        for reply in request.replies:
            yield _reply(request, reply)


def _reply(request: Request, reply: ReceivedReply) -> Markup:
    name, said = request.agency.name, reply.reply
    facts = [
        (_said("Nhận lúc", "Received"), _alike(local_time(reply.received_at))),
        (_said("Quan điểm", "Position"), POSITIONS[said.position]),
        (_said("Người ký", "Signatory"), _alike(_person(reply.signatory))),
        (
            _said("Người chịu trách nhiệm", "Responsible official"),
            _alike(_person(said.responsible_official)),
        ),
        (_said("Căn cứ", "Legal basis"), _alike(said.legal_basis or NONE)),
        (_said("Số ngày trễ", "Working days late"), _alike(str(reply.days_late))),
    ]
    if reply.assessment:
        facts.append((_said("Đánh giá", "Assessment"), VERDICTS[reply.assessment.verdict]))
    found = reply.assessment.findings if reply.assessment else ()
    findings = [tag("li", both(finding.message), _quoted(finding.span)) for finding in found]
    answers = [
        tag("li", tag("b", answer.question), " ", both(POSITIONS[answer.position]), _block(words))
        for answer in said.answers
        for words in ("\n".join(filter(None, (answer.text, answer.proposed_wording))),)
    ]
    return tag(
        "article",
        tag("h3", both(_said(f"{name.vi}: lần {reply.number}", f"{name.en}: {reply.number}"))),
        _listed(facts),
        _block(said.text),
        tag("ul", *answers) if answers else "",
        tag("ul", *findings, class_="findings") if findings else "",
    )


def _due(dossier: Dossier) -> Markup:
    return joined(_deadline(dossier, told) for told in dossier.deadlines)


def _deadline(dossier: Dossier, told: DeadlineTold) -> Markup:
    agency = agencies_of(dossier.case)[told.agency]
    name = f"{told.agency} {agency.name.vi}"
    return tag("article", tag("h3", name), tag("p", both(told.explanation.text)))


def _notices(notices: tuple[NoticeSent, ...]) -> Markup:
    if not notices:
        return tag("p", both(_said("Không có.", "None.")))
    head = (
        _said("Sự kiện", "Event"),
        _said("Lúc", "At"),
        _said("Nơi nhận", "Recipient"),
        _said("Kênh", "Way"),
        _said("Nội dung", "What it told"),
        _said("Kết quả", "Outcome"),
    )
    return table(head, map(_notice, notices))


def _notice(notice: NoticeSent) -> Iterator[object]:
    yield f"#{notice.version}"
    yield local_time(notice.created_at)
    yield notice.recipient
    yield both(CHANNELS.get(notice.channel, _alike(notice.channel)))
    yield joined(tag("p", both(said)) for said in notice.said)
    outcome = STATUSES.get(notice.status, _alike(notice.status))
    at = f" {local_time(notice.sent_at)}" if notice.sent_at else ""
    why = f": {notice.last_error}" if notice.last_error and not notice.sent_at else ""
    tries = notice.attempts
    yield both(_said(f"{outcome.vi}{at}{why} (lần {tries})", f"{outcome.en} (attempts: {tries})"))


def _documents(documents: tuple[DocumentListed, ...]) -> Markup:
    return tag(
        "ul",
        *(tag("li", tag("a", d.title.vi, href=d.path), english(d.title.en)) for d in documents),
    )


def _attachments(attachments: tuple[AttachmentListed, ...]) -> Markup:
    if not attachments:
        return tag("p", both(_said("Không có.", "None.")))
    return tag("ul", *(tag("li", _attachment(one)) for one in attachments), class_="files")


def _attachment(one: AttachmentListed) -> Markup:
    if one.path:
        return tag("a", one.sha256, href=one.path)
    gone = _said("không còn trong kho khi xuất", "no longer in the store when this was exported")
    return joined((text(one.sha256), text(" "), both(gone)))


def _section(vi: str, en: str, *inside: Markup) -> Markup:
    return tag("section", tag("h2", both(_said(vi, en))), *inside)


def _listed(facts: Iterable[tuple[Bilingual, Bilingual]]) -> Markup:
    return tag(
        "dl",
        *(tag("div", tag("dt", both(name)), tag("dd", both(value))) for name, value in facts),
    )


def _quoted(span: str | None) -> Markup:
    return tag("q", span) if span else Markup()


def _block(words: str) -> Markup:
    return tag("blockquote", words) if words.strip() else Markup()


def _person(person: Person) -> str:
    return f"{person.name} ({person.id})"


def _said(vi: str, en: str) -> Bilingual:
    return Bilingual(vi=vi, en=en)


def _alike(said: str) -> Bilingual:
    return Bilingual(vi=said, en=said)
