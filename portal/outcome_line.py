"""What an act has led to, said once on the page one lands on; a cookie carries it there."""

from fastapi import Request
from starlette.responses import Response

from portal.addresses import PORTAL
from remiss.texts import Bilingual
from remiss.texts.catalogue import TEXTS

SAID = "remiss_said"
"""The cookie; it names a text of ours and nothing else."""
LANDING_SECONDS = 60


def say_done(answer: Response, done: str, *, secure: bool) -> None:
    """Have the next page say what was done; `done` is a name below `portal.done`."""
    answer.set_cookie(
        SAID,
        done,
        max_age=LANDING_SECONDS,
        path=PORTAL,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def done_before(request: Request) -> Bilingual | None:
    """What was done on the way to this page; None of what is no act of ours."""
    return TEXTS.get(f"portal.done.{request.cookies.get(SAID, '')}")


def forget_done(answer: Response) -> None:
    """It was said."""
    answer.delete_cookie(SAID, path=PORTAL)
