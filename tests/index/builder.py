"""Builds an index in a process that can be killed: a server that has imported what is slow forks for every build.

Reads one JSON object a line: folders, settings (of the index), again, stop (a stage, or nothing), longest_file (in
bytes, or nothing). Prints a line for
the process of each build, for each of its stages, "stopped" where it waits to be killed, and how it ended.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from corpus.errors import KildesvarError
from corpus.settings import ReadingSettings
from index.build import Progress, build
from index.settings import IndexSettings


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(order: dict[str, Any]) -> None:
    def tell(progress: Progress) -> None:
        say(progress.stage)
        if progress.stage == order["stop"]:
            say("stopped")
            signal.pause()

    if order["longest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["longest_file"], order["longest_file"]))
    folders = [Path(folder) for folder in order["folders"]]
    try:
        build(folders, IndexSettings(**order["settings"]), ReadingSettings(), tell, again=order["again"])
    except KildesvarError as error:
        say(f"{type(error).__name__}: {error}")
    else:
        say("done")


def main() -> None:
    # Slow; once for all builds, and not in the processes that read files.
    import bm25s  # noqa: F401
    import chromadb  # noqa: F401
    import sentence_transformers  # noqa: F401
    import transformers.models.bert.modeling_bert  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(f"pid {os.getpid()}")
            run(json.loads(line))
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
