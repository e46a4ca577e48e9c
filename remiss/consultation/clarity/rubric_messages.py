"""What the rubric says to an agency: never an accusation, always the next step."""

from remiss.texts import Bilingual

MESSAGES: dict[str, Bilingual] = {
    "missing_position": Bilingual(
        vi="Văn bản chưa nêu quan điểm. Đề nghị ghi rõ: thống nhất, thống nhất và đề nghị chỉnh "
        "sửa, không thống nhất, hoặc không thuộc chức năng, nhiệm vụ, kèm lý do ngắn gọn.",
        en="The reply takes no position yet. State one: agree, agree with changes, disagree, or "
        "not in the agency's mandate, with a short reason.",
    ),
    "unanswered_question": Bilingual(
        vi="Nội dung {question} chưa có câu trả lời: “{text}”. Đề nghị bổ sung quan điểm của cơ "
        "quan về nội dung này.",
        en="Question {question} has no answer yet: “{text}”. Please add the agency's position on"
        " it.",
    ),
    "own_mandate_declined": Bilingual(
        vi="Nội dung {question} thuộc nhiệm vụ “{mandate}” của cơ quan (căn cứ: {basis}). Đề "
        "nghị cho ý kiến về nội dung này; nếu nhiệm vụ đã chuyển giao, nêu văn bản chuyển "
        "giao.",
        en="Question {question} falls under the agency's mandate “{mandate}” (basis: {basis}). "
        "Please answer it or, if the task was transferred, name the document that transferred"
        " it.",
    ),
    "no_substance": Bilingual(
        vi="Chưa thấy nội dung cụ thể trả lời câu hỏi {question}: “{text}”. Đề nghị bổ sung ít "
        "nhất một điểm: lý do, số liệu, điều khoản cần sửa hoặc cách viết đề xuất.",
        en="Nothing specific to question {question} was found: “{text}”. Please add at least one "
        "point: a reason, a figure, the clause to change or the wording proposed.",
    ),
    "wording_missing": Bilingual(
        vi="Văn bản đề nghị chỉnh sửa nhưng chưa nêu sửa điểm nào. Đề nghị ghi điều khoản và "
        "cách viết đề xuất.",
        en="The reply asks for changes but names none. Please give the clause and the wording "
        "proposed.",
    ),
    "reasons_missing": Bilingual(
        vi="Văn bản không thống nhất nhưng chưa nêu lý do. Đề nghị ghi lý do hoặc phương án thay"
        " thế để cơ quan soạn thảo tiếp thu.",
        en="The reply disagrees without a reason. Please give the reason or an alternative the "
        "drafter can act on.",
    ),
    "delay_without_date": Bilingual(
        vi="Văn bản hẹn trả lời sau nhưng chưa có ngày. Đề nghị cho ý kiến về phần đã rõ và ghi "
        "ngày trả lời phần còn lại.",
        en="The reply postpones its answer without a date. Please answer what is settled and "
        "give the date for the rest.",
    ),
    "waits_for_others": Bilingual(
        vi="Văn bản chờ chỉ đạo hoặc hướng dẫn. Đề nghị nêu quan điểm của cơ quan theo nhiệm vụ "
        "được giao, kèm điểm cần xin chỉ đạo.",
        en="The reply waits for instructions. Please give the agency's own view within its "
        "mandate, and the point on which it seeks instructions.",
    ),
    "opinion_withheld": Bilingual(
        vi="Quan điểm về câu hỏi chưa được nêu ở đoạn này. Đề nghị cho biết thống nhất hay "
        "không, hoặc điều kiện cụ thể để thống nhất.",
        en="This passage leaves the question open. Please say whether the agency agrees, or on "
        "which specific condition.",
    ),
    "unnamed_papers": Bilingual(
        vi="Văn bản đề nghị bổ sung hồ sơ nhưng chưa nêu tài liệu nào. Đề nghị ghi tên từng tài "
        "liệu và ngày trả lời sau khi nhận.",
        en="The reply asks for papers without naming them. Please list each one and the date of "
        "reply once received.",
    ),
    "passed_on": Bilingual(
        vi="Đoạn này chuyển nội dung hỏi sang nơi khác, trong khi theo sổ đăng ký các câu hỏi "
        "thuộc chức năng của cơ quan. Đề nghị cho ý kiến phần thuộc trách nhiệm của mình; "
        "phần còn lại, nêu căn cứ và cơ quan có thẩm quyền.",
        en="This passage passes the matter on, while by the registry the questions are the "
        "agency's own. Please answer the agency's part; for any other, name the law and the "
        "competent body.",
    ),
    "position_contradicted": Bilingual(
        vi="Quan điểm đã chọn và lời văn chưa khớp nhau. Đề nghị xác nhận quan điểm và sửa phần "
        "còn lại cho thống nhất.",
        en="The position chosen and the text differ. Please confirm the position and bring the "
        "other into line.",
    ),
    "points_to_earlier_letter": Bilingual(
        vi="Văn bản dẫn lại ý kiến trước đây, chưa nêu câu trả lời cho nội dung {question}. Đề nghị"
        " ghi lại quan điểm ấy ngay trong văn bản này.",
        en="The reply points to an earlier letter and does not state the answer to question "
        "{question}. Please repeat that position in this reply.",
    ),
    "layout_only": Bilingual(
        vi="Phần góp ý mới dừng ở thể thức, câu chữ; nội dung {question} chưa có quan điểm: "
        "“{text}”. Đề nghị bổ sung.",
        en="The comments concern form only; question {question} has no position yet: “{text}”. "
        "Please add it.",
    ),
    "mandate_disputed": Bilingual(
        vi="Văn bản cho rằng nhiệm vụ này đã chuyển giao, trong khi sổ đăng ký ghi nội dung "
        "{question} thuộc nhiệm vụ “{mandate}” của cơ quan (căn cứ: {basis}). Người có thẩm quyền "
        "sẽ xem xét. Đề nghị gửi kèm văn bản chuyển giao.",
        en="The reply says this task was transferred, while the registry gives question {question} "
        "to the agency's mandate “{mandate}” (basis: {basis}). A person will decide; please attach "
        "the document of transfer.",
    ),
    "thin_answer": Bilingual(
        vi="Chưa chắc đoạn này đã trả lời nội dung {question}: “{text}”. Đề nghị người phụ trách "
        "xem xét trước khi tiếp nhận.",
        en="It is not certain that this passage answers question {question}: “{text}”. A person "
        "should look at it before it is accepted, please.",
    ),
}


def message(rule: str, **facts: str) -> Bilingual:
    """The message of `rule`, completed with what it found."""
    said = MESSAGES[rule]
    return Bilingual(vi=said.vi.format(**facts), en=said.en.format(**facts))
