"""`remiss public-keys`: the keys by which others verify what is signed here."""

from remiss.cli.surroundings import settings_in_force
from remiss.texts import BilingualError, text


def public_keys() -> None:
    """Print the public keys whose signatures count here, PEM, for whoever verifies elsewhere."""
    from remiss.evidence.ledger_proof import checkpoint_keys

    found = checkpoint_keys(settings_in_force())
    if not found:
        raise BilingualError(text("command.public_keys.none"))
    print("".join(key.pem for key in found.values()), end="")  # noqa: T201 - to pipe
