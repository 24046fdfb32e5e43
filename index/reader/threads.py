"""Matrices multiplied in one thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, numpy's BLAS uses one thread.

    Its threads wait for each other after every matrix and spin meanwhile: beside other work on two cores a question
    took seven times as long with two threads as with one (580 and 77 ms).
    """
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:  # noqa: ANN401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
