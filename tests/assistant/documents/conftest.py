import shutil
import subprocess
from collections.abc import Callable

import pytest
from pypdf import PdfReader

Print = Callable[[bytes], str]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Turns a Word file into PDF by LibreOffice, and gives the words on its pages without white space."""
    soffice = shutil.which("soffice")
    assert soffice, "there is no LibreOffice; `make test` installs it"
    folder = tmp_path_factory.mktemp("printed")

    def printed(word: bytes) -> str:
        (folder / "written.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "written.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return "".join("".join(page.extract_text() for page in PdfReader(folder / "written.pdf").pages).split())

    return printed
