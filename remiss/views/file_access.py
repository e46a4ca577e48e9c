"""Who may name and who may read an attachment."""

from collections.abc import Iterable
from pathlib import Path

import structlog

from remiss.consultation.values import Actor, AttachedFile, Draft, Reply, Sha256
from remiss.consultation.visibility import answers_for_agency, recused_for
from remiss.files.bundle import names_within
from remiss.files.file_names import hash_name
from remiss.files.formats.file_types import BUNDLE
from remiss.files.recognition import media_type_of
from remiss.files.store import Store
from remiss.ledger.reads.named_in_events import concluded_naming, is_file_named
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem
from remiss.views.reply.given_replies import every_reply, files_of
from remiss.views.seen_case import see

log = structlog.get_logger()


def check_uploaded(store: Store, actor: Actor, hashes: Iterable[Sha256]) -> None:
    """Refuse hashes of files the actor's agency did not upload.

    Whoever names a file shares it with everyone on the case: knowing its hash is not enough.

    Raises:
        Problem: `attachments_not_uploaded`; `attachment_damaged`, where one is no longer itself.
    """
    agency, named = actor.agency, list(hashes)
    missing = [h for h in named if agency is None or not store.uploaded_by(h, agency)]
    if missing:
        raise Problem("attachments_not_uploaded", sha256=", ".join(missing))
    for sha256 in named:
        intact_file(store, sha256)


def named_files(store: Store, actor: Actor, hashes: Iterable[Sha256]) -> tuple[AttachedFile, ...]:
    """Files the actor's agency uploaded, by their names.

    Raises:
        Problem: as `check_uploaded`.
    """
    named = tuple(hashes)
    check_uploaded(store, actor, named)
    return tuple(_named(store, actor, sha256) for sha256 in named)


def with_files(store: Store, actor: Actor, reply: Reply) -> Reply:
    """The reply with the names of its files, each of which the actor's agency uploaded.

    Raises:
        Problem: as `check_uploaded`.
    """
    return reply.model_copy(update={"files": named_files(store, actor, reply.attachments)})


def draft_with_file(store: Store, actor: Actor, draft: Draft) -> Draft:
    """The draft with the name of its file.

    Raises:
        Problem: as `check_uploaded`.
    """
    (file,) = named_files(store, actor, [draft.sha256])
    return draft.model_copy(update={"file": file})


def _named(store: Store, actor: Actor, sha256: Sha256) -> AttachedFile:
    path = intact_file(store, sha256)
    media_type = media_type_of(path)
    name = store.name_for(sha256, actor.agency) or hash_name(sha256, media_type)
    return AttachedFile(
        sha256=sha256,
        name=name,
        size=path.stat().st_size,
        media_type=media_type,
        contains=names_within(path) if media_type == BUNDLE else (),
    )


def intact_file(store: Store, sha256: Sha256) -> Path:
    """Where a file lies that is what its hash says.

    Raises:
        Problem: `attachment_damaged`, where the store lost it or holds something else in its place.
    """
    path = store.find(sha256)
    if path is None or not store.is_sound(sha256):
        log.critical("attachment_damaged", sha256=sha256, missing=path is None)
        raise Problem("attachment_damaged", sha256=sha256)
    return path


async def may_read(store: Store, ledger: Ledger, actor: Actor, sha256: Sha256) -> bool:
    """Whether the actor's agency uploaded the file, or a case they may see names it to them.

    What their agency brought is not for who oversees: in its cases they stand back.
    """
    if actor.agency and not recused_for(actor) and store.uploaded_by(sha256, actor.agency):
        return True
    return await is_file_named(ledger, actor, sha256) or await _of_others(ledger, actor, sha256)


async def _of_others(ledger: Ledger, actor: Actor, sha256: Sha256) -> bool:
    """Whether it came with another agency's reply that is read by all who were asked."""
    if actor.agency is None or not answers_for_agency(actor):
        return False
    for consultation in await concluded_naming(ledger, actor.agency, sha256):
        seen = await see(ledger, actor, consultation)
        if any(sha256 in files_of(replies) for replies in every_reply(seen)):
            return True
    return False
