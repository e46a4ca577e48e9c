"""Heads and checkpoints to test with."""

import hashlib
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from remiss.evidence.checkpoint import CheckpointFile, Head, sign_checkpoint
from remiss.evidence.signature import Signer

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


def a_signer(seed: int = 1) -> Signer:
    """A key of its own for each seed."""
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def head(stream: str, version: int = 1) -> Head:
    digest = hashlib.sha256(f"{stream} {version}".encode()).hexdigest()
    return Head(stream=stream, version=version, hash=digest)


def a_log(*moves: str, signer: Signer | None = None) -> list[CheckpointFile]:
    """A checkpoint an hour: each string names the streams that moved, one letter each."""
    log: list[CheckpointFile] = []
    for hour, streams in enumerate(moves):
        moved = [head(stream, hour + 1) for stream in streams]
        log.append(sign_checkpoint(log, moved, NINE + timedelta(hours=hour), signer or a_signer()))
    return log
