"""A request letter says that all asked read the replies in the end, where that is so."""

import pytest

from remiss.consultation.rule_number import CURRENT_RULES, READ_AFTER_CLOSING
from remiss.documents.letters import request_letter
from remiss.documents.letters.past_notices import last_request
from tests.given.case import FINANCE, opening
from tests.given.papers import DESK, tell
from tests.rules.documents.test_letters import text

SAID = (
    "Sau khi kết thúc lấy ý kiến, các cơ quan được lấy ý kiến đọc văn bản trả lời của nhau và tài "
    "liệu kèm theo, trừ văn bản mà Sở Nội vụ ghi nhận, có nêu lý do, là không để cơ quan khác đọc."
)


def printed(rules: int) -> str:
    standing = last_request(tell(opening(rules=rules)).events, FINANCE.code)
    assert standing is not None
    return text(request_letter.letter(standing, FINANCE.code, DESK))


@pytest.mark.parametrize("rules", sorted({READ_AFTER_CLOSING, CURRENT_RULES}))
def test_a_letter_says_who_reads_the_reply(rules: int) -> None:
    """In one sentence, between the time to reply and what follows without one."""
    assert printed(rules).count(SAID) == 1


def test_a_letter_of_earlier_rules_reads_as_it_did() -> None:
    """Nothing of it, and nothing else is different."""
    older = printed(READ_AFTER_CLOSING - 1)
    assert SAID not in older
    assert printed(READ_AFTER_CLOSING).replace(f"{SAID}\n", "") == older
