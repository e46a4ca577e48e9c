"""What people typed lies sealed, and opens where it was kept and nowhere else."""

from remiss.temporal.codec import Key, Keyring, SealedNotes

WORDS = "Đề nghị sửa khoản 2 Điều 7.".encode()
OLD, NEW = Key.new(), Key("later", bytes(range(32)))


def test_it_opens_for_its_owner_and_page_alone() -> None:
    """A row that somebody moved to another person or page holds nothing."""
    notes = SealedNotes(Keyring((OLD,)))
    sealed = notes.seal(WORDS, "person:duc\n/reply")
    assert WORDS not in sealed
    assert notes.open(sealed, "person:duc\n/reply") == WORDS
    assert notes.open(sealed, "person:nam\n/reply") is None


def test_altered_or_under_another_key_it_does_not_open() -> None:
    """Nor is it taken for something that was never sealed."""
    notes = SealedNotes(Keyring((OLD,)))
    sealed = notes.seal(WORDS, "here")
    assert notes.open(sealed[:-3] + b"abc", "here") is None
    assert notes.open(b"0" + sealed[1:], "here") is None
    assert SealedNotes(Keyring((NEW,))).open(sealed, "here") is None
    assert SealedNotes(Keyring()).open(sealed, "here") is None
    assert notes.open(b"", "here") is None


def test_what_a_former_key_sealed_still_opens() -> None:
    """The first key of the ring seals, every one opens."""
    sealed = SealedNotes(Keyring((OLD,))).seal(WORDS, "here")
    rotated = SealedNotes(Keyring((NEW, OLD)))
    assert rotated.open(sealed, "here") == WORDS
    anew = rotated.seal(WORDS, "here")
    assert SealedNotes(Keyring((NEW,))).open(anew, "here") == WORDS


def test_without_keys_it_lies_in_clear_as_payloads_do() -> None:
    """A ring that does not encrypt opens what was sealed before all the same."""
    sealed = SealedNotes(Keyring((OLD,))).seal(WORDS, "here")
    clear = SealedNotes(Keyring((OLD,), encrypts=False))
    assert WORDS in clear.seal(WORDS, "here")
    assert clear.open(clear.seal(WORDS, "here"), "here") == WORDS
    assert clear.open(sealed, "here") == WORDS
