"""What a program does to a text changes nothing of what is found in it."""

import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from tests.given.judging import NONE, judged, rules

CLEAR = (
    "Qua nghiên cứu dự thảo, Sở Tài chính không thống nhất mức phí 40.000 đồng một lượt do vượt "
    "chi phí thực tế, đề nghị giảm còn 28.000 đồng một lượt."
)
POOR = (
    "Sở đánh giá cao dự thảo. Mức phí cần được xem xét thận trọng, phù hợp với tình hình thực tế "
    "của địa phương và theo đúng quy định hiện hành của pháp luật có liên quan."
)
WAYS: tuple[Callable[[str], str], ...] = (
    lambda text: "\n".join(textwrap.wrap(text, 60)),
    lambda text: "\n".join(textwrap.wrap(text, 78)),
    lambda text: text.replace("phí", "ph\u00adí").replace("nghị", "ngh\u00adị"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  "),
)


@pytest.mark.parametrize("way", WAYS, ids=range(len(WAYS)))
@pytest.mark.parametrize("text", [CLEAR, POOR])
def test_a_text_copied_from_a_page_is_judged_as_it_was_written(
    text: str, way: Callable[[str], str]
) -> None:
    """Lines broken at sixty, soft hyphens, decomposed letters, other blanks."""
    written, copied = judged(text, NONE), judged(way(text), NONE)

    assert copied.verdict is written.verdict
    assert (copied.action(), rules(copied)) == (written.action(), rules(written))
