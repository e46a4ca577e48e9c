"""The territory in the name of a committee: where its papers are dated from."""

COMMITTEES = ("Ủy ban nhân dân ", "Uỷ ban nhân dân ", "UBND ")
"""How the name of a People's Committee begins."""
_TERRITORIES = ("tỉnh ", "thành phố ", "xã ", "phường ", "đặc khu ")


def place_of(committee: str) -> str:
    """Tân Giang, of Ủy ban nhân dân tỉnh Tân Giang; Đông An, of UBND phường Đông An."""
    name = committee
    for beginning in (*COMMITTEES, *_TERRITORIES):
        name = name.removeprefix(beginning)
    return name
