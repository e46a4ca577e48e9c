"""Circles: two, three, and by words of replies; each comes before the Office."""

from remiss.consultation.life.events import QuestionsDeclined, Reviewer
from remiss.consultation.rule_number import CURRENT_RULES, REFERRALS_PROPOSED
from remiss.consultation.state import Stage
from remiss.consultation.values import Declined
from tests.given.case import (
    CULTURE,
    FINANCE,
    OFFICE,
    agency,
    assessed,
    given,
    opening,
    refusal,
    replies,
    when,
)
from tests.rules.life.declining.test_declining import REGISTRY, TUESDAY, declines, rules
from tests.rules.life.declining.test_referrals import SENT_AWAY, confirms

TRADE = agency("H99.06", "Sở Công Thương", "fin.norms", "industry")
BANK = agency("H99.07", "Ngân hàng", "fin.norms")
WIDE = REGISTRY.model_copy(
    update={
        "agencies": (*REGISTRY.agencies, TRADE, BANK),
        "fields": {**REGISTRY.fields, "industry": REGISTRY.fields["home"]},
    }
)
ASKED = opening(rules=CURRENT_RULES, directory=WIDE)
FIRST = declines().model_copy(update={"directory": WIDE})
SECOND = declines(by=CULTURE, to=TRADE, field="industry").model_copy(update={"directory": WIDE})


def test_three_agencies_in_a_ring_come_before_the_office() -> None:
    """Finance to Culture, Culture to Trade, Trade back to Finance: each was confirmed."""
    case = given(ASKED, FIRST, rules(confirmed=True), SECOND, rules(CULTURE, confirmed=True))
    assert case.requests[TRADE.code].stage is Stage.AWAITING

    back = declines(by=TRADE, to=FINANCE, field="fin.budget")
    known = {**WIDE.fields, "fin.budget": WIDE.fields["home"]}
    directory = WIDE.model_copy(update={"fields": known})
    case, (declined,) = when(case, back.model_copy(update={"directory": directory}))

    assert isinstance(declined, QuestionsDeclined)
    assert (declined.contradicted, declined.before) == ((), Reviewer.OFFICE)
    assert refusal(case, rules(TRADE, confirmed=True)) == "before_another_reviewer"
    ruled, _ = when(case, rules(TRADE, by=OFFICE, confirmed=False, reasons="Thuộc công thương"))
    assert ruled.requests[TRADE.code].owed == ("money",)


def test_a_ring_closed_by_words_of_a_reply_comes_before_the_office() -> None:
    """Culture does not decline: its reply sends the question back, and the officer confirms it."""
    case = given(
        ASKED,
        FIRST,
        rules(confirmed=True),
        replies(CULTURE, TUESDAY, answers=()),
        assessed(CULTURE, SENT_AWAY, TUESDAY),
    )
    known = {**WIDE.fields, "fin.budget": WIDE.fields["home"]}
    back = Declined(question="money", field="fin.budget", to=FINANCE.code)
    directory = WIDE.model_copy(update={"fields": known})

    case, (declined,) = when(case, confirms(of=CULTURE, declined=back, directory=directory))

    assert isinstance(declined, QuestionsDeclined)
    assert declined.before is Reviewer.OFFICE


def asked_of_both(number: int) -> tuple[QuestionsDeclined, QuestionsDeclined]:
    """Two agencies asked the same name each other before anybody ruled."""
    one = agency("H99.41", "Cơ quan một", "fin.norms", "one")
    two = agency("H99.42", "Cơ quan hai", "fin.norms", "two")
    fields = {**WIDE.fields, "one": WIDE.fields["home"], "two": WIDE.fields["home"]}
    both = WIDE.model_copy(update={"agencies": (*WIDE.agencies, one, two), "fields": fields})
    asked = opening(
        rules=number,
        questions=(ASKED.questions[1],),
        agencies=(one.code, two.code),
        directory=both,
    )
    there = declines(by=one, to=two, field="two").model_copy(update={"directory": both})
    back = declines(by=two, to=one, field="one").model_copy(update={"directory": both})
    case, (first,) = when(given(asked), there)
    _, (second,) = when(case, back)
    assert isinstance(first, QuestionsDeclined)
    assert isinstance(second, QuestionsDeclined)
    return first, second


def test_two_that_name_each_other_make_a_circle_before_either_is_ruled_on() -> None:
    """By the first rules both were the officer's, and each could be asked again."""
    assert [d.before for d in asked_of_both(CURRENT_RULES)] == [Reviewer.OFFICER, Reviewer.OFFICE]
    assert [d.before for d in asked_of_both(REFERRALS_PROPOSED - 1)] == [
        Reviewer.OFFICER,
        Reviewer.OFFICER,
    ]
