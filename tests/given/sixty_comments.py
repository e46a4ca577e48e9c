"""A case of twelve agencies, each with five comments on clauses: sixty to be disposed of."""

from remiss.consultation.values import Actor, Role
from remiss.reference.registry import load_registry
from tests.given.api_cases import Case, open_case
from tests.given.people import HOME, actor
from tests.given.served import Served

AGENCIES, CLAUSES = 12, 5
LAN = actor("snv.lan.tran", Role.OFFICER, HOME)


async def sixty_comments(served: Served) -> Case:
    """Each agency is asked one question of its own field, agrees, and proposes five wordings."""
    asked = [agency for agency in load_registry().agencies if agency.code != HOME][:AGENCIES]
    questions = [
        {"id": f"q{n}", "text": f"Nội dung {n} có phù hợp không?", "field": a.mandates[0].field}
        for n, a in enumerate(asked, start=1)
    ]
    codes = [agency.code for agency in asked]
    case = await open_case(served, by=LAN, questions=questions, agencies=codes)
    for number, code in enumerate(codes, start=1):
        said = [
            {"clause": f"Điều {clause}", "proposed_wording": f"Câu chữ {clause} của {code}."}
            for clause in range(1, CLAUSES + 1)
        ]
        reply = case.reply(f"q{number}", clause_comments=said)
        events = await case.does(head_of(code), "reply", code, **reply)
        assert events[-1] == "reply_accepted", events
    return case


def head_of(code: str) -> Actor:
    """The head of one of the agencies."""
    return actor(f"head-{code.lower()}", Role.AGENCY_HEAD, code)
