import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from remiss.evidence.evidence_errors import KeyUnusable
from remiss.evidence.signature import PublicKey, Signer, keyring

# RFC 8032, 7.1, TEST 2.
SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
SIGNED = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_signatures_are_those_of_the_standard() -> None:
    """A published key makes the published signature, and its public half accepts it."""
    signer = Signer(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET)))
    signature = signer.sign(b"\x72")
    assert base64.b64decode(signature).hex() == SIGNED
    assert signer.public.verify(b"\x72", signature)


@pytest.mark.parametrize("bad", ["", "x", "AAAA", "é" * 88])
def test_anything_else_is_no_signature(tmp_path: Path, bad: str) -> None:
    """Rubbish, a signature over other bytes, and another spelling of a good one are refused."""
    signer = Signer.ensure(tmp_path / "key.pem")
    good = signer.sign(b"data")
    assert not signer.public.verify(b"data", bad)
    assert not signer.public.verify(b"date", good)
    assert not signer.public.verify(b"data", good + "\n")
    last = good[85]
    other = good[:85] + chr(ord(last) + 1) + good[86:]
    assert not signer.public.verify(b"data", other)


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """However many processes come first, one key is made, closed to others, and then kept."""
    path = tmp_path / "identity" / "key.pem"
    with ThreadPoolExecutor(8) as threads:
        made = [s.public.id for s in threads.map(Signer.ensure, [path] * 8)]
    assert len({*made, Signer.load(path).public.id}) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key.pem"]


def test_a_key_others_may_read_is_refused(tmp_path: Path) -> None:
    """A key that may have been copied signs nothing, and the message says what to do."""
    path = tmp_path / "key.pem"
    Signer.ensure(path)
    path.chmod(0o640)
    with pytest.raises(KeyUnusable, match="chmod 600") as refused:
        Signer.load(path)
    assert "Người dùng khác đọc được" in refused.value.message.vi


def test_what_is_no_key_is_named(tmp_path: Path) -> None:
    """A missing file, rubbish and a key of another kind are each refused by their path."""
    path = tmp_path / "key.pem"
    with pytest.raises(KeyUnusable, match="cannot be read"):
        Signer.load(path)
    other = rsa.generate_private_key(65537, 2048)
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"rubbish", pem):
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(KeyUnusable, match=r"key\.pem is no Ed25519 private key"):
            Signer.load(path)


def test_a_keyring_holds_every_key_of_a_text(tmp_path: Path) -> None:
    """Keys of before are trusted beside the present one, each under its id."""
    one, two = (Signer.ensure(tmp_path / name).public for name in ("one.pem", "two.pem"))
    keys = keyring(f"khóa cũ:\n{one.pem}\nkhóa mới:\n{two.pem}")
    assert set(keys) == {one.id, two.id}
    assert keys[two.id].pem == two.pem
    assert PublicKey.from_pem(one.pem).id == one.id
    with pytest.raises(KeyUnusable):
        keyring("no key")
