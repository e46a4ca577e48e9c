"""Who may name and who may read an attachment."""

from collections.abc import Iterable

from remiss.consultation.values import Actor, Sha256
from remiss.files.store import Store
from remiss.ledger.connection import Reader
from remiss.ledger.reads.named_files import is_file_named
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


async def may_read(store: Store, ledger: Reader, actor: Actor, sha256: Sha256) -> bool:
    """Whether the actor's agency uploaded the file, or a case they may see names it to them."""
    if actor.agency and store.uploaded_by(sha256, actor.agency):
        return True
    return await is_file_named(ledger, actor, sha256)
