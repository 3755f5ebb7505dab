"""The process pool loses nothing when a worker dies."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial

import pyarrow as pa

from newstemma import pool


def double(part: pa.Table, poison: int = -1) -> dict[str, pa.Table]:
    """Twice every value; dies without a word on the poison value, as a killed process does."""
    values = part["x"].to_pylist()
    if poison in values:
        os._exit(9)
    return {"out": pa.table({"x": [2 * v for v in values]})}


def instead(part: pa.Table) -> dict[str, pa.Table]:
    """What stands for a value that kills its worker."""
    return {"out": pa.table({"x": [-v for v in part["x"].to_pylist()]})}


def results(jobs: int, poison: int = -1) -> list[int]:
    """The values of a run in batches of three."""
    parts = pool.in_batches(pa.table({"x": list(range(10))}), 3)
    done = pool.concat(list(pool.run(partial(double, poison=poison), parts, jobs, instead)))
    values: list[int] = done["out"]["x"].to_pylist()
    return values


def test_one_process_and_two_give_the_same() -> None:
    """The number of workers changes nothing."""
    assert results(1) == results(2) == [2 * v for v in range(10)]


def test_a_document_that_kills_its_worker_stands_alone() -> None:
    """Only the poisonous value is replaced; the others of its batch and of other batches are there."""
    wanted = [2 * v for v in range(10)]
    wanted[4] = -4
    assert results(2, poison=4) == wanted


def tripled(table: pa.Table) -> pa.Table:
    """Three times every value."""
    return pa.table({"x": [3 * v for v in table["x"].to_pylist()]})


def deadly(table: pa.Table) -> pa.Table:
    """Dies in a worker, and works in the process that started it."""
    if multiprocessing.parent_process() is not None:
        os._exit(9)
    return tripled(table)


def test_stages_beside_each_other() -> None:
    """A stage gives the same in place, in a worker, and when its worker dies."""
    table = pa.table({"x": [1, 2]})
    for jobs in (1, 2):
        for work in (tripled, deadly):
            with pool.beside(jobs) as start:
                assert start(work, table)()["x"].to_pylist() == [3, 6]
