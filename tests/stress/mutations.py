"""Files made from good ones by small faults: in any byte, and in what only the format's own readers come to see."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
from pypdf import PdfReader, PdfWriter

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"
OBJECT = re.compile(rb"(?s)\d+ 0 obj.*?endobj")
STREAM = re.compile(rb"(?s)stream\r?\n(.*?)\r?\nendstream")
NUMBER = re.compile(rb"-?\d+\.?\d*")
NAME = re.compile(rb"/[A-Za-z]+|\b[A-Za-z]{1,3}\b")
XREF_NUMBER = re.compile(rb"(?<=startxref\n)\d+|\b\d{10}\b")
VALUES = [b"0", b"-1", b"1e99", b"99999999999", b"2147483648", b"0.0000001", b"null", b"()", b"<<>>", b"1 0 R", b"\x00"]

Mutation = Callable[[Random, bytes], bytes]


def seeds() -> dict[str, list[bytes]]:
    """Good files, by suffix: a page of each sample PDF, plain and locked, and the start of the Word file."""
    made: dict[str, list[bytes]] = {".pdf": [], ".docx": []}
    for path in sorted(SAMPLES.glob("*.pdf")):
        for locked in (False, True):
            writer = PdfWriter()
            writer.append(PdfReader(path), pages=(2, 3))
            if locked:
                writer.encrypt("", algorithm="RC4-128")
            made[".pdf"].append(_written(writer.write))
    for path in sorted(SAMPLES.glob("*.docx")):
        word = docx.Document(str(path))
        for element in list(word.element.body)[25:-1]:
            word.element.body.remove(element)
        made[".docx"].append(_written(word.save))
    return made


def mutate(random: Random, data: bytes, suffix: str) -> bytes:
    """The file with one to four faults."""
    inside = [mutate_stream, swap_objects, damage_references] if suffix == ".pdf" else [mutate_part] * 3
    for _ in range(random.randint(1, 4)):
        data = random.choice([flip, cut, repeat, truncate, *inside, *inside])(random, data)
    return data


def flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice([1, 4, 64])):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(random: Random, data: bytes) -> bytes:
    start, end = _stretch(random, data)
    return data[:start] + data[end:]


def repeat(random: Random, data: bytes) -> bytes:
    start, end = _stretch(random, data)
    return data[:end] + data[start:end] * random.choice([1, 10, 1000]) + data[end:]


def truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randint(len(data) // 2, len(data))]


def change_words(random: Random, data: bytes) -> bytes:
    """Put extreme values for numbers, and names for other names."""
    pattern = random.choice([NUMBER, NAME])
    found = list(pattern.finditer(data))
    for match in sorted(random.sample(found, min(len(found), random.choice([1, 5]))), key=lambda m: -m.start()):
        value = random.choice(VALUES) if pattern is NUMBER else random.choice(found)[0]
        data = data[: match.start()] + value + data[match.end() :]
    return data


def mutate_stream(random: Random, data: bytes) -> bytes:
    """Unpack a stream of a PDF, damage what is in it, and pack it again."""
    found = list(STREAM.finditer(data))
    if not found:
        return change_words(random, data)
    stream = random.choice(found)
    try:
        content = zlib.decompress(stream[1])
    except zlib.error:
        return data[: stream.start(1)] + flip(random, stream[1]) + data[stream.end(1) :]
    damage: Mutation = random.choice([flip, cut, repeat, change_words, change_words])
    packed = zlib.compress(damage(random, content))
    before = re.sub(rb"/Length \d+(?=[^/]*$)", b"/Length %d" % len(packed), data[: stream.start(1)])
    return before + packed + data[stream.end(1) :]


def swap_objects(random: Random, data: bytes) -> bytes:
    """Put the content of an object of a PDF in place of another's."""
    found = list(OBJECT.finditer(data))
    if len(found) < 2:
        return data
    one, other = random.sample(found, 2)
    content = other[0].partition(b"obj")[2]
    return data[: one.start()] + one[0].partition(b"obj")[0] + b"obj" + content + data[one.end() :]


def damage_references(random: Random, data: bytes) -> bytes:
    """Change where a PDF says that its objects lie, or which one it means."""
    found = list(XREF_NUMBER.finditer(data)) + list(re.finditer(rb"\d+(?= 0 R)", data))
    if not found:
        return data
    match = random.choice(found)
    return data[: match.start()] + str(random.choice([0, 1, 3, len(data), 10**9])).encode() + data[match.end() :]


def mutate_part(random: Random, data: bytes) -> bytes:
    """Damage one part of a Word file, and pack it again."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            chosen = random.choice(old.namelist())
            for name in old.namelist():
                damage: Mutation = random.choice([flip, cut, repeat, change_words, change_words])
                content = old.read(name)
                new.writestr(name, damage(random, content) if name == chosen else content)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return flip(random, data)  # an earlier fault has spoiled the package
    return out.getvalue()


def _stretch(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice([1, 16, 512]))


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()
