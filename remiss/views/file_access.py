"""Who may name and who may read an attachment."""

from collections.abc import Iterable

from remiss.consultation.authority import SEES_ALL, Relation, may
from remiss.consultation.values import Actor, Sha256
from remiss.consultation.visibility import answers_for_agency
from remiss.files.store import Store
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem


def check_uploaded(store: Store, actor: Actor, hashes: Iterable[Sha256]) -> None:
    """Refuse hashes of files the actor's agency did not upload.

    Whoever names a file shares it with everyone on the case: knowing its hash is not enough.

    Raises:
        Problem: `attachments_not_uploaded`.
    """
    agency = actor.agency
    missing = [h for h in hashes if agency is None or not store.uploaded_by(h, agency)]
    if missing:
        raise Problem("attachments_not_uploaded", sha256=", ".join(missing))


async def may_read(store: Store, ledger: Ledger, actor: Actor, sha256: Sha256) -> bool:
    """Whether the actor's agency uploaded the file, or a case they may see names it to them."""
    if actor.agency and store.uploaded_by(sha256, actor.agency):
        return True
    drafts_for = answers_for = None
    if answers_for_agency(actor):
        answers_for = actor.agency
    elif actor.role not in SEES_ALL:
        drafts_for = actor.agency
    sees_inside = may(actor, "read_inside", Relation.OVERSEEING)
    rows = await ledger.fetch("attachment_named", sha256, drafts_for, answers_for, sees_inside)
    return bool(rows[0]["named"])
