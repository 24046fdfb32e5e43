"""A small real model, a folder of reports with its index, and a process that builds and can be killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.settings import ReadingSettings
from index.build import BuildResult, build
from index.library import Library, index_fingerprint
from index.settings import IndexSettings
from index.vectors import open_store

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "reports"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
DIMENSION = 32


def make_model(folder: Path, seed: int) -> Path:
    """A BERT of one layer with random weights and a tokenizer of the sample reports' words."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(vocab_size=2000, special_tokens=SPECIAL, show_progress=False)
    texts = sorted((ROOT / "corpus" / "sample_sources").glob("*.md"))
    tokenizer.train_from_iterator([path.read_text(encoding="utf-8") for path in texts], trainer)
    ends = [("[CLS]", SPECIAL.index("[CLS]")), ("[SEP]", SPECIAL.index("[SEP]"))]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    bert = folder / "bert"
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    fast.save_pretrained(bert)
    torch.manual_seed(seed)
    shape = {"hidden_size": DIMENSION, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=tokenizer.get_vocab_size(), **shape)).save_pretrained(bert)
    modules = [Transformer(str(bert), max_seq_length=512), Pooling(DIMENSION, "mean"), Normalize()]
    prompts = {"query": "spørgsmål: ", "document": "tekst: "}
    SentenceTransformer(modules=modules, device="cpu", prompts=prompts).save(str(folder / "model"))
    return folder / "model"


@dataclass(frozen=True)
class Desk:
    """A folder of reports and the index of it."""

    reports: Path
    settings: IndexSettings

    def build(self, *, reading: ReadingSettings | None = None, **options: bool) -> BuildResult:
        return build([self.reports], self.settings, reading or ReadingSettings(), **options)

    def using(self, **settings: Any) -> "Desk":  # noqa: ANN401
        return replace(self, settings=self.settings.model_copy(update=settings))

    @property
    def library(self) -> Library:
        return Library(self.settings.folder)

    def names_in_chroma(self) -> set[str]:
        """The ids of the passages in Chroma."""
        manifest = self.library.manifest()
        assert manifest is not None
        folder = self.library.chroma_folder(manifest.generation)
        with closing(open_store(self.settings, folder, index_fingerprint(self.settings))) as store:
            return store.names()

    def names_in_manifest(self) -> set[str]:
        manifest = self.library.manifest()
        assert manifest is not None
        return {f"{entry.version}:{number}" for entry in manifest.entries for number in range(entry.passages)}

    def check_whole(self) -> None:
        """Chroma and the files hold what the manifest names: nothing twice, nothing missing, nothing else."""
        manifest = self.library.manifest()
        assert manifest is not None
        assert self.names_in_chroma() == self.names_in_manifest()
        assert self.library.leftovers(manifest) == []
        self.check_whole_but_for_leftovers()

    def check_whole_but_for_leftovers(self) -> None:
        """Everything is there that the manifest names, and perhaps more."""
        manifest = self.library.manifest()
        assert manifest is not None
        assert self.names_in_chroma() >= self.names_in_manifest()
        for entry in manifest.entries:
            stored = self.library.stored(entry.version)
            assert len(stored.passages) == entry.passages
            assert len(self.library.sentence_vectors(entry.version)) == entry.sentences


class Builder:
    """The other process; see builder.py."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def start(self, desk: Desk, *, stop: str = "", again: bool = False, longest_file: int | None = None) -> int:
        """Start a build, which may write no file of more bytes than are named, and return its process's id."""
        settings = desk.settings.model_dump(mode="json")
        order = {"folders": [str(desk.reports)], "settings": settings, "stop": stop, "again": again}
        order["longest_file"] = longest_file
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.line().removeprefix("pid "))

    def line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the builder has ended"
        return line.strip()

    def wait_for(self, *lines: str) -> str:
        while (line := self.line()) not in lines:
            pass
        return line

    def listen(self, lines: list[str]) -> None:
        """Add what a build says to the lines, until it has ended."""
        while (line := self.line()) != "ended":
            lines.append(line)

    def run(self, desk: Desk) -> None:
        self.start(desk)
        self.wait_for("done")
        self.wait_for("ended")

    @contextmanager
    def stopped(self, desk: Desk, stage: str, *, again: bool = False) -> Iterator[None]:
        """Within, a build waits in that stage; after, it has been killed."""
        pid = self.start(desk, stop=stage, again=again)
        self.wait_for("stopped")
        yield
        os.kill(pid, signal.SIGKILL)
        self.wait_for("ended")

    def kill_when(self, desk: Desk, stage: str, moment: Callable[[], bool]) -> None:
        """Kill a build in the moment that comes after the beginning of a stage."""
        pid = self.start(desk)
        self.wait_for(stage)
        while not moment():
            pass
        os.kill(pid, signal.SIGKILL)
        self.wait_for("ended")


@contextmanager
def started_builder() -> Iterator[Builder]:
    """The process from which builds are forked; it ends with the context."""
    script = Path(__file__).with_name("builder.py")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Builder(process)
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=60)
