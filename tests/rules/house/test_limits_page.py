"""The page of limits says what the code says, and no limit on the way in exceeds one further in."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from remiss.consultation import message_size
from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    DeclineQuestions,
    DisposeComments,
    ExplainWordings,
    ObjectToDisposition,
    RecordFinalText,
)
from remiss.consultation.values import (
    REPLY_CHARACTERS,
    Answer,
    ClauseComment,
    Draft,
    Person,
    Question,
    Reply,
)
from remiss.consultation.views import search_words
from remiss.files import bundle, extracted_tables, extracted_text
from remiss.files.uploads import kept_uploads
from remiss.intake import strict_json
from remiss.ledger.portal import passkeys
from remiss.sending.bodies.clarifying import ClarificationBody
from remiss.sending.bodies.commenting import DispositionsBody, ObjectionBody
from remiss.sending.bodies.declining import DeclineBody
from remiss.sending.bodies.opening import OpenBody
from remiss.serving.body_limits import JSON_LIMIT
from remiss.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "limits.md"
ROW = re.compile(r"^\| ([^|]+?) \| ([\d,]+) \|", re.MULTILINE)


def most(model: type[BaseModel], field: str) -> int:
    """The longest its field may be."""
    schema = model.model_json_schema()["properties"][field]
    found: Any = schema.get("maxLength", schema.get("maxItems"))
    if found is None:
        choices = (one for one in schema["anyOf"] if "maxLength" in one)
        found = next(choices)["maxLength"]
    return int(found)


LIMITS = {
    "text of a reply": most(Reply, "text"),
    "a reply, all its parts": REPLY_CHARACTERS,
    "legal basis of a reply": most(Reply, "legal_basis"),
    "text of an answer": most(Answer, "text"),
    "reason of an answer": most(Answer, "reason"),
    "proposed wording of an answer": most(Answer, "proposed_wording"),
    "legal basis of an answer": most(Answer, "legal_basis"),
    "value of an answer": most(Answer, "value"),
    "comments on clauses of a reply": most(Reply, "clause_comments"),
    "text of a comment on a clause": most(ClauseComment, "text"),
    "words quoted by a comment on a clause": most(ClauseComment, "quoted"),
    "address of a clause": most(ClauseComment, "clause"),
    "files of a reply": most(Reply, "attachments"),
    "files of a clarification's answer": most(AnswerClarification, "attachments"),
    "papers named as missing": most(AskClarification, "papers"),
    "text of a question": most(Question, "text"),
    "subject of a draft": most(Draft, "subject"),
    "number of a document": most(Draft, "number"),
    "name of a person": most(Person, "name"),
    "questions of an opening": most(OpenBody, "questions"),
    "questions of a case": message_size.MOST_QUESTIONS,
    "agencies of an opening": most(OpenBody, "agencies"),
    "questions declined at once": most(DeclineQuestions, "declined"),
    "comments disposed of at once": most(DisposeComments, "dispositions"),
    "wordings looked for in a final text": most(RecordFinalText, "wordings"),
    "wordings explained at once": most(ExplainWordings, "explanations"),
    "comments objected to at once": most(ObjectToDisposition, "comments"),
    "a JSON body": JSON_LIMIT,
    "levels of a JSON body": strict_json.DEEPEST,
    "members of a JSON body": strict_json.MOST_MEMBERS,
    "a file": Settings.model_fields["attachment_max_bytes"].default,
    "files of a ZIP": bundle.MOST_FILES,
    "files of a ZIP told by name": bundle.MOST_NAMED,
    "passkeys of a person": passkeys.MOST_PASSKEYS,
    "minutes a browser has to answer with a passkey": passkeys.ANSWERED_WITHIN
    // timedelta(minutes=1),
    "unfinished uploads of a person": kept_uploads.MOST_UNFINISHED,
    "largest files that unfinished uploads of a person announce": kept_uploads.MOST_FILES_ANNOUNCED,
    "hours an unfinished upload is kept": kept_uploads.KEPT_FOR // timedelta(hours=1),
    "events of one command": message_size.MOST_BYTES,
    "a case before it takes no more questions": message_size.ROOM_TO_ASK,
    "a case before it takes no more replies": message_size.ROOM_TO_REPLY,
    "kept free for each comment on a clause that waits": message_size.COMMENT_BYTES,
    "what a new run begins with": message_size.CARRIED_BYTES,
    "words a case is found by": search_words.MOST_BYTES,
    "pages read of a file": extracted_text.PAGES,
    "characters read of a file": extracted_text.CHARACTERS,
    "rows read of the tables of a file": extracted_tables.ROWS,
}


def test_the_page_lists_every_limit_as_it_is() -> None:
    """Name by name, number by number, and nothing that is not there."""
    written = {name: int(number.replace(",", "")) for name, number in ROW.findall(PAGE.read_text())}

    assert written == LIMITS


def test_nothing_is_taken_that_is_refused_further_in() -> None:
    """What a body takes, the command takes."""
    assert most(DeclineBody, "declined") <= LIMITS["questions declined at once"]
    assert most(DispositionsBody, "dispositions") <= LIMITS["comments disposed of at once"]
    assert most(ObjectionBody, "comments") <= LIMITS["comments objected to at once"]
    assert most(ClarificationBody, "papers") <= LIMITS["papers named as missing"]
    assert LIMITS["questions of an opening"] <= LIMITS["questions of a case"]


def test_each_part_fits_the_whole() -> None:
    """From a text to a reply, a body, a command, a case, a run and what a server takes."""
    assert LIMITS["text of a reply"] <= REPLY_CHARACTERS
    assert REPLY_CHARACTERS * 4 < JSON_LIMIT < message_size.MOST_BYTES
    assert message_size.ROOM_TO_ASK < message_size.ROOM_TO_REPLY < message_size.CARRIED_BYTES
    server = 2 * 1024 * 1024
    assert server > message_size.MOST_BYTES + search_words.MOST_BYTES
    assert server > message_size.CARRIED_BYTES
