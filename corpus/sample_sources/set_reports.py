"""Set the sample reports: `python -m corpus.sample_sources.set_reports [folder]`."""

import sys
from collections.abc import Callable
from pathlib import Path

from corpus.sample_sources.columns import set_columns
from corpus.sample_sources.flowing import set_crosscutting, set_outlined
from corpus.sample_sources.markup import Source, read_source
from corpus.sample_sources.slides import set_slides
from corpus.sample_sources.word import set_word

SOURCES = Path(__file__).parent
REPORTS = SOURCES.parent / "reports"
LAYOUTS: dict[str, Callable[[Source, Path], None]] = {
    "brofaeste-2023.pdf": set_columns,
    "brofaeste-2025.docx": set_word,
    "engholm-2025.pdf": set_crosscutting,
    "havnelauget-2024.pdf": set_outlined,
    "traedestenen-2024.pdf": set_slides,
}


def set_reports(folder: Path = REPORTS) -> list[Path]:
    """Set all sample reports into `folder`, which is made where it is missing, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, set_report in LAYOUTS.items():
        target = folder / name
        source = read_source(SOURCES / f"{target.stem.replace('-', '_')}.md")
        set_report(source, target)
        files.append(target)
    return files


if __name__ == "__main__":
    for file in set_reports(Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS):
        sys.stdout.write(f"{file.name}: {file.stat().st_size} bytes\n")
