"""Pages as people see them: every document converted once, by the office suite itself."""

import shutil
from collections.abc import Mapping

import pytest

from tests.given.pdf import TOOLS, Pdf, _run
from tests.given.samples import files


@pytest.fixture(scope="session")
def pdfs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Pdf]:
    """Every sample by its file name; one start of the office suite for all of them."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        reason = f"not installed: {', '.join(missing)}"
        if request.config.getoption("--require-office"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder, profile = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("profile")
    samples = files()
    for name, content in samples.items():
        (folder / name).write_bytes(content)
    _run(
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / name) for name in samples),
    )
    return {name: Pdf((folder / name).with_suffix(".pdf")) for name in samples}
