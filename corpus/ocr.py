"""Scanned pages to runs of text, by Tesseract where it is installed."""

import math
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from statistics import median
from threading import Lock
from xml.etree import ElementTree

from corpus.drawing import Area, Run
from corpus.errors import UnreadableReport
from corpus.faults import FaultCode

_COMMAND = "tesseract"
_LANGUAGES = ("dan", "eng")  # the first is believed where two words are as likely

_DOTS_PER_POINT = 300 / 72  # what Tesseract is made for
_LONGEST_SIDE = 5000  # pixels; a poster is not drawn larger, for time and memory
_SECONDS_PER_PAGE = 300  # a full page of a report takes eight, longer on a busy machine
_MOST_PAGES = 1000  # an hour or two; more would hold up every build that comes upon the file

_LEGIBLE = 0.5  # mean confidence of a line; what is below is the grain of a photograph or a speck on the paper
# Font sizes are measured on paper to about a tenth: sizes nearer than this ratio are one.
_SIZE_STEP = 1.2

# One at a time: pdfium is not safe for threads.
_DRAWING = Lock()


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read on a scanned page.

    Attributes:
        runs: the words of its legible lines in reading order, each on the baseline of its line.
        confidences: how sure Tesseract is of each, 0 to 1.
    """

    runs: tuple[Run, ...]
    confidences: tuple[float, ...]


def is_installed() -> bool:
    """Whether Tesseract is there, with the languages of the reports."""
    return shutil.which(_COMMAND) is not None and _languages().issuperset(_LANGUAGES)


def read_scans(data: bytes, pages: Mapping[int, Area], passwords: Sequence[str]) -> dict[int, Scan]:
    """Read pages that are pictures.

    Args:
        data: the file, a PDF.
        pages: how large each is, in points, by its 1-based number.
        passwords: to try where the file is locked.

    Returns:
        What was read on each; font sizes are comparable across pages.

    Raises:
        UnreadableReport: TOO_LONG, or TOO_SLOW or CRASHED where Tesseract fails; what pdfium cannot draw.
    """
    if len(pages) > _MOST_PAGES:
        raise UnreadableReport(FaultCode.TOO_LONG, f"OCR: {len(pages)} > {_MOST_PAGES}")
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        scans = list(pool.map(partial(_read_scan, data, passwords), pages, pages.values()))
    sizes = [run.size for scan in scans for run in scan.runs for _ in run.text]
    body = median(sizes) if sizes else 0.0
    return {
        number: replace(scan, runs=tuple(replace(run, size=_nearest(run.size, body)) for run in scan.runs))
        for number, scan in zip(pages, scans, strict=True)
    }


@cache
def _languages() -> set[str]:
    listed = subprocess.run([_COMMAND, "--list-langs"], capture_output=True, text=True, check=False)
    return set(listed.stdout.split())


def _nearest(size: float, body: float) -> float:
    """The size that stands for all near it: that of most letters, or some steps above or below."""
    return round(body * _SIZE_STEP ** round(math.log(size / body, _SIZE_STEP)), 2)


def _read_scan(data: bytes, passwords: Sequence[str], number: int, page: Area) -> Scan:
    from corpus.pdfium import draw

    side = min(_LONGEST_SIDE, round(_DOTS_PER_POINT * max(page.width, page.height)))
    with _DRAWING:
        picture = draw(data, number, side, passwords)
    return _legible(_recognise(picture), page)


def _recognise(picture: bytes) -> bytes:
    """What Tesseract reads in a picture, as hOCR (an HTML that says where each word stands)."""
    # One thread a page: with more it takes longer, and the other processors have pages of their own.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    command = [_COMMAND, "-", "-", "-l", "+".join(_LANGUAGES), "-c", "tessedit_create_hocr=1"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_SECONDS_PER_PAGE,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableReport(FaultCode.TOO_SLOW, f"OCR: {_SECONDS_PER_PAGE} s") from error
    except subprocess.CalledProcessError as error:
        raise UnreadableReport(FaultCode.CRASHED, "OCR") from error
    return done.stdout


def _legible(hocr: bytes, page: Area) -> Scan:
    """The words of a page in hOCR; places are turned from pixels to points."""
    tree = ElementTree.fromstring(hocr)
    _, _, width, _ = _numbers(_of_class(tree, "ocr_page")[0], "bbox")
    scale = page.width / width
    runs: list[Run] = []
    confidences: list[float] = []
    for line in tree.iter():
        size = sum(_numbers(line, "x_size"))  # one number, of lines only
        words = [word for word in _of_class(line, "ocrx_word") if "".join(word.itertext()).strip()] if size > 0 else []
        sure = [_numbers(word, "x_wconf")[0] / 100 for word in words]
        if sum(sure) <= _LEGIBLE * len(sure):
            continue
        baseline = scale * (_numbers(line, "bbox")[3] + (_numbers(line, "baseline") or (0.0, 0.0))[1])
        runs += [_run(word, scale, baseline, scale * size) for word in words]
        confidences += sure
    return Scan(tuple(runs), tuple(confidences))


def _run(word: ElementTree.Element, scale: float, baseline: float, size: float) -> Run:
    return Run(
        text="".join(word.itertext()).strip(),
        left=scale * _numbers(word, "bbox")[0],
        baseline=baseline,
        size=size,
        bold=False,
        italic=False,
        fixed=False,
        spaced=True,
    )


def _of_class(parent: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in parent.iter() if element.get("class") == name]


def _numbers(element: ElementTree.Element, name: str) -> tuple[float, ...]:
    """The numbers of one property of an hOCR element, which are kept in its title; none where it has no such."""
    found = re.search(rf"\b{name} ([-\d. ]+)", element.get("title", ""))
    return tuple(map(float, found[1].split())) if found else ()
