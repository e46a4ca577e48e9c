"""What a reply asks for is a comment, wherever it stands; what asks for nothing is none."""

import textwrap
import unicodedata

import pytest

from remiss.consultation.clarity.remarks import asks_for_change, remarks
from remiss.consultation.rule_number import CURRENT_RULES, FIRST_RULES
from remiss.consultation.values import Answer, Position
from tests.given.case import reply_text

ASKS_FOR_NOTHING = (
    "Sở Tài chính thống nhất với dự thảo; không có đề nghị sửa đổi, bổ sung.",
    "Sở không có ý kiến, kiến nghị gì thêm.",
    "Sở Y tế thống nhất, không có kiến nghị, đề xuất khác.",
    "Sở không đề nghị bổ sung nội dung nào.",
    "Đến nay Sở chưa nhận được kiến nghị nào khác.",
    "Phúc đáp Công văn số 88/SNV về việc đề nghị góp ý dự thảo, Sở Tài chính thống nhất.",
    "Thực hiện Công văn số 12/SNV-CCVC của Sở Nội vụ đề nghị tham gia ý kiến, Sở nhất trí.",
    "Nhận được văn bản đề nghị cho ý kiến của Sở Nội vụ, UBND xã Tân Giang nhất trí.",
    "V/v đề nghị góp ý dự thảo Quyết định",
    "Thống nhất mức hỗ trợ như đề nghị của Sở Nội vụ.",
    "Sở thống nhất với các đề xuất trong dự thảo.",
    "Sở thống nhất. Đề nghị Sở Nội vụ tổng hợp, trình UBND tỉnh ban hành theo quy định./.",
    "Kính đề nghị Sở Nội vụ quan tâm, tổng hợp.",
    "Đề nghị cơ quan chủ trì hoàn chỉnh dự thảo trước khi trình UBND tỉnh xem xét, quyết định.",
)
ASKS_FOR_SOMETHING = (
    "Thống nhất. Đề nghị bổ sung Điều 9 về chế độ báo cáo.",
    "Sở Tài chính không thống nhất mức hỗ trợ 3 triệu đồng một hộ, đề nghị giảm còn 2 triệu đồng.",
    "Đề nghị Sở Nội vụ tổng hợp, bổ sung quy định chuyển tiếp vào Điều 12.",
    "Không có ý kiến khác, đề nghị Sở Nội vụ làm rõ khoản 2.",
    "Kiến nghị: bãi bỏ khoản 3.",
    "Phúc đáp Công văn số 88/SNV về việc đề nghị góp ý, Sở Tài chính đề nghị sửa Điều 4.",
    "Sở không đồng ý và đề nghị bỏ khoản 2.",
    "Phù hợp. ĐỀ NGHỊ bỏ từ “bị”.",
    "Đề nghị quan tâm bố trí kinh phí cho cấp xã.",
    "Đề nghị tại Điều 4 bổ sung cụm từ “và cấp xã”.",
    "Đề nghị làm rõ.",
)
ON_MONEY = Answer(
    question="money", position=Position.AGREE_WITH_CHANGES, text="Đề nghị sửa Điều 4."
)
BESIDE = "Ngoài nội dung được hỏi, đề nghị bổ sung Điều 9 về chế độ báo cáo."


def as_typed(text: str) -> tuple[str, ...]:
    """The same words as people and programs write them."""
    bare = unicodedata.normalize("NFD", text)
    without_marks = "".join(c for c in bare if not unicodedata.combining(c)).replace("Đ", "D")
    soft = text.replace("nghị", "ngh\u00adị").replace("xuất", "xu\u00adất")
    return (text, bare, without_marks, "\n".join(textwrap.wrap(text, 60)), soft)


@pytest.mark.parametrize("text", ASKS_FOR_NOTHING)
def test_courtesy_titles_and_denials_are_no_comment(text: str) -> None:
    """However the words are written or broken."""
    assert not any(asks_for_change(one) for one in as_typed(text))


@pytest.mark.parametrize("text", ASKS_FOR_SOMETHING)
def test_what_asks_for_a_change_is_a_comment_also_beside_courtesy(text: str) -> None:
    """A denial or a title in the same sentence takes nothing away."""
    assert all(asks_for_change(one) for one in as_typed(text))


def test_a_comment_on_the_whole_stands_beside_those_on_questions() -> None:
    """Nothing said outside the questions is lost because something was said on one."""
    reply = reply_text(position=Position.AGREE_WITH_CHANGES, answers=(ON_MONEY,), text=BESIDE)

    assert remarks(reply, CURRENT_RULES) == ("money", None)
    assert remarks(reply, FIRST_RULES) == ("money",)


def test_what_an_answer_repeats_is_one_comment() -> None:
    """A letter whose sentences were taken over as answers says each once."""
    reply = reply_text(
        position=Position.AGREE_WITH_CHANGES,
        answers=(ON_MONEY,),
        text="Sở Tài chính trả lời như sau.\nĐề nghị sửa Điều 4.\nĐề nghị Sở Nội vụ tổng hợp.",
    )

    assert remarks(reply, CURRENT_RULES) == ("money",)


def test_what_was_ticked_counts_first() -> None:
    """A wish for changes is a comment without any word; agreement with courtesy is none."""
    courteous = "Thống nhất. Đề nghị Sở Nội vụ tổng hợp, trình UBND tỉnh ban hành."

    assert remarks(reply_text(position=Position.DISAGREE, text=""), CURRENT_RULES) == (None,)
    assert remarks(reply_text(position=Position.AGREE, text=courteous), CURRENT_RULES) == ()


def test_a_wish_for_changes_is_not_lost_for_want_of_the_word() -> None:
    """An agency that ticked changes names a provision outside the questions without asking."""
    text = "Điều 9 cần có chế độ báo cáo hằng quý."
    reply = reply_text(position=Position.AGREE_WITH_CHANGES, answers=(ON_MONEY,), text=text)

    assert remarks(reply, CURRENT_RULES) == ("money", None)
