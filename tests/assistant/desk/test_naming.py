from pathlib import Path

import pytest

from assistant.desk.naming import free_name, safe_name
from assistant.desk.refusal import Refusal


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("rapport.pdf", "rapport.pdf"),
        ("Årsrapport – blåbær 2024.PDF", "Årsrapport – blåbær 2024.PDF"),
        ("bla\u030a.md", "bl\u00e5.md"),
        ("報告 отчёт.txt", "報告 отчёт.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\reports\\a.docx", "a.docx"),
        ("/.hidden.pdf", "hidden.pdf"),
        ("...pdf", "report.pdf"),
        (".pdf", "report.pdf"),
        ("~$a.docx", "a.docx"),
        ("a\x00b\nc\x1b[31m.pdf", "ab c[31m.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("  a   b .pdf", "a b.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("a\ud800.pdf", "a.pdf"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_long_names_are_cut_to_what_a_file_system_holds() -> None:
    name = safe_name("å" * 400 + ".pdf")
    assert name.endswith("å.pdf")
    assert len(name.encode()) < 200


@pytest.mark.parametrize("given", ["", "a", "pdf", "a.exe", "a.pdf.exe", "a.pdf/", "a.doc", "reports.toml"])
def test_other_endings_are_refused(given: str) -> None:
    with pytest.raises(Refusal, match=r"cannot be read\. Choose a file that ends in \.docx"):
        safe_name(given)


@pytest.mark.parametrize("given", ["README.md", "../readme.txt", "ReadMe.da.pdf"])
def test_names_that_a_build_passes_by_are_refused(given: str) -> None:
    with pytest.raises(Refusal, match="passed by when the folder is read"):
        safe_name(given)


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    assert free_name(tmp_path, "a.b.pdf") == "a.b.pdf"
    (tmp_path / "a.b.pdf").touch()
    (tmp_path / "a.b-2.pdf").symlink_to("nowhere")
    assert free_name(tmp_path, "a.b.pdf") == "a.b-3.pdf"
