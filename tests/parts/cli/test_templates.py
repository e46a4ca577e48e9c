"""`remiss templates` as a person runs it: written, edited, checked, looked at."""

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from remiss.cli.program import app
from remiss.documents.letters.letter_kind import LetterKind
from remiss.texts import BilingualError

FILES = {kind.file for kind in LetterKind}


def remiss(*words: str | Path) -> tuple[int, str]:
    """The exit code and what was printed, in one line."""
    result = CliRunner().invoke(app, ["templates", *map(str, words)])
    if isinstance(result.exception, BilingualError):
        raise result.exception
    return result.exit_code, " ".join(result.output.split())


def test_templates_are_written_edited_and_checked(tmp_path: Path) -> None:
    """In order as they are written; a clerk's slip is named, the other samples come."""
    own, samples = tmp_path / "mau", tmp_path / "thu"
    code, said = remiss("write", own)
    assert (code, {path.name for path in own.iterdir()}) == (0, FILES)
    assert "{{tên dự thảo}}" in said
    assert remiss("check", own)[0] == 0

    slipped = own / LetterKind.OVERDUE.file
    document = docx.Document(str(slipped))
    closing = document.paragraphs[-1]
    closing.text = "{{lời cảm ơn}}"
    document.save(str(slipped))
    (own / "cong-van.docx").write_bytes(slipped.read_bytes())
    code, said = remiss("check", own, "--samples", samples)
    assert code == 1
    assert "cong-van-don-doc.docx" in said
    assert "không có trường {{lời cảm ơn}}" in said
    assert "cong-van.docx: không phải tên của mẫu nào" in said
    assert {path.name for path in samples.iterdir()} == FILES - {slipped.name}


def test_nothing_is_overwritten_and_a_folder_is_asked_for(tmp_path: Path) -> None:
    """A clerk's work of a week is not written over; without a folder the command says which."""
    remiss("write", tmp_path)
    with pytest.raises(BilingualError, match="không tệp nào được ghi đè"):
        remiss("write", tmp_path)
    with pytest.raises(BilingualError, match="REMISS_LETTER_TEMPLATES_DIR"):
        remiss("check")
