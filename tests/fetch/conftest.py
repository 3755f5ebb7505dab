"""A web on loopback for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback import Web

from newstemma.fetch.options import Options


@pytest.fixture
def web() -> Iterator[Web]:
    """Servers for any name that ends in ``.test``."""
    with Web() as servers:
        yield servers


@pytest.fixture
def quick(web: Web) -> Options:
    """Options without long pauses, with names that lead to the loopback web."""
    return Options(
        allow_private=True,
        delay=0.0,
        back_off=0.01,
        request_seconds=2.0,
        read_seconds=1.0,
        connect_seconds=1.0,
        raw_bytes=200_000,
        decoded_bytes=1_000_000,
        resolve=web.resolve,
    )
