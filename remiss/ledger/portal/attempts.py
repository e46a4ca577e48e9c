"""Ways to the provider and back: each taken once, within minutes, by the browser that set out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from remiss.ledger.portal.sessions import fingerprint
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

GOOD_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class SignInAttempt:
    """Where the person wanted to go, and which session proves itself anew, if one does."""

    then_to: str
    began_at: datetime
    remembered: bool = False
    proves: str | None = None


async def begin_attempt(tables: PortalTables, state: str, attempt: SignInAttempt) -> None:
    """Keep one under the state that travels with it, and forget those nobody came back from."""
    await tables.fetch(SQL["forget_sign_ins"], attempt.began_at - GOOD_FOR)
    await tables.fetch(
        SQL["begin_sign_in"],
        fingerprint(state),
        attempt.then_to,
        attempt.remembered,
        attempt.proves,
        attempt.began_at,
    )


async def take_attempt(tables: PortalTables, state: str, now: datetime) -> SignInAttempt | None:
    """The one of this state, which is gone with that; None where there is none, or no longer."""
    row = await tables.first(SQL["take_sign_in"], fingerprint(state))
    if row is None or row["began_at"] < now - GOOD_FOR:
        return None
    return SignInAttempt(**row)
