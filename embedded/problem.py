"""What may go wrong on a person's machine, in words they can act on."""


class Problem(Exception):  # noqa: N818 - an expected difficulty a person solves, not a fault
    """Says what is wrong, where, and what to do next, in Vietnamese and in English."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en
