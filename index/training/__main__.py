"""`python -m index.training --out FOLDER`: train a reader, or go on with a run that was broken off."""

import argparse
import os
import sys
from dataclasses import fields
from pathlib import Path

from index.training.passages import FIELDS
from index.training.settings import TrainingSettings


def main() -> None:
    """Train, and write the adapter with its figures."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; what it holds is gone on with")
    for setting in fields(TrainingSettings):
        choices = sorted(FIELDS) if setting.name == "held_out" else None
        option = "--" + setting.name.replace("_", "-")
        parser.add_argument(option, type=type(setting.default), default=setting.default, choices=choices)
    options = vars(parser.parse_args())
    folder: Path = options.pop("out")
    # OpenMP reads it when torch is imported: threads that soon sleep while they wait leave the machine to others. Many
    # a step is three times as fast so beside other work, and none slower without.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    from index.training.run import train

    try:
        train(folder, TrainingSettings(**options), _tell)
    except ValueError as error:
        sys.exit(str(error))


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
