"""Reads thousands of damaged files: each is read or is a row with its reason, else it is kept with its seed.

python -m tests.stress.fuzz --files 5000 --seed 1 --keep FOLDER
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from corpus.faults import Fault
from corpus.folder import Reading, find_files
from corpus.passages import cut_passages
from corpus.settings import ReadingSettings
from index.reading import read_files
from index.records import StoredReport
from tests.stress.mutations import mutate, seeds

LIMITS = ReadingSettings(seconds_per_file=10, megabytes_per_file=1000)
BATCH = 250  # files that lie in a folder at a time


def fuzz(files: int, seed: int, keep: Path) -> Counter[str]:
    """Read so many damaged files.

    Args:
        files: how many.
        seed: of the first; each file's is one higher than that of the one before.
        keep: folder for the files that are lost, named by their seeds.

    Returns:
        How many were read, were the same as another, had each fault, or were lost.
    """
    outcomes: Counter[str] = Counter()
    good = seeds()
    for first in range(seed, seed + files, BATCH):
        with TemporaryDirectory() as folder:
            for number in range(first, min(first + BATCH, seed + files)):
                random = Random(number)
                suffix = random.choice([".pdf", ".pdf", ".docx"])
                damaged = mutate(random, random.choice(good[suffix]), suffix)
                Path(folder, f"{number}{suffix}").write_bytes(damaged)
            outcomes += _read(Path(folder), keep)
        print(f"{outcomes.total()} of {files}: {dict(outcomes.most_common())}", flush=True)
    return outcomes


def _read(folder: Path, keep: Path) -> Counter[str]:
    listing = find_files([folder])
    outcomes = Counter(f"{fault.code}" for fault in listing.faults)
    outcomes["same as another"] = len(listing.duplicates)
    rest = list(listing.sources)
    while rest:
        try:
            for source, result in read_files(rest, LIMITS):
                outcomes[result.code if isinstance(result, Fault) else _stored(result)] += 1
                rest.remove(source)
        except Exception as error:
            lost = rest.pop(0)
            print(f"lost: {lost.file}: {error!r}", flush=True)
            keep.mkdir(parents=True, exist_ok=True)
            (keep / lost.file).write_bytes(lost.path.read_bytes())
            outcomes["lost"] += 1
    return outcomes


def _stored(reading: Reading) -> str:
    """Do with what was read as a build does."""
    pages = reading.document.pages
    passages = cut_passages(reading.report.id, pages, lambda text: len(text) // 4)
    stored = StoredReport(reading.report, pages, passages)
    adapter = TypeAdapter(StoredReport)
    assert adapter.validate_json(adapter.dump_json(stored)) == stored
    for passage in passages:
        for sentence in passage.sentences:
            shown = " ".join(pages[span.page - 1].text[span.start : span.end] for span in sentence.spans)
            assert " ".join(shown.split()) == sentence.text
    return "read"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(".kildesvar/fuzz"), help="folder for what is lost")
    options = parser.parse_args()
    outcomes = fuzz(options.files, options.seed, options.keep)
    sys.exit(1 if outcomes["lost"] else 0)


if __name__ == "__main__":
    main()
