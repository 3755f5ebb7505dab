"""The rows of JSONL, JSON, CSV and Parquet files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newstemma.errors import InputError
from newstemma.params.read import FIELD_NAMES, MAX_CHARACTERS
from newstemma.read.decoding import decode

__all__ = ["Rows", "csv_rows", "json_rows", "jsonl_rows", "parquet_rows"]

Rows = Iterator[tuple[int, Mapping[object, object] | InputError]]
"""Row numbers from 0 with the row, or with the reason why it could not be read."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")


def jsonl_rows(path: Path) -> Rows:
    """One object a line; a line that is not one is a failure of its own. Blank lines are not rows."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        lines: Iterator[bytes] = iter(file)
        if start.startswith(_MARKS):
            lines = iter(decode(file.read()).encode().splitlines(keepends=True))
        row = 0
        for number, line in enumerate(lines, 1):
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            yield row, _object(line, number)
            row += 1


def _object(line: bytes, number: int) -> Mapping[object, object] | InputError:
    try:
        value = _loads(decode(line))
    except InputError as error:
        return InputError(error.reason, f"Line {number}: {error.detail}")
    except (json.JSONDecodeError, RecursionError) as error:
        return InputError(
            "malformed", f"Line {number} is not JSON ({_reason(error)}); the other lines were read."
        )
    if not isinstance(value, dict):
        return InputError("malformed", f"Line {number} is not a JSON object with a text field.")
    return value


def _loads(text: str) -> Any:
    return json.loads(text)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply"


def json_rows(path: Path) -> Rows:
    """A list of objects, an object with such a list in it, one object, or one object a line."""
    try:
        value = _loads(_whole(path))
    except RecursionError:
        yield 0, InputError("malformed", "The JSON is nested too deeply to be read.")
        return
    except json.JSONDecodeError as error:
        if error.msg.startswith("Extra data"):
            yield from jsonl_rows(path)
        else:
            yield 0, InputError("malformed", f"It is not JSON ({error.msg} at line {error.lineno}).")
        return
    for row, item in enumerate(_listed(value)):
        if isinstance(item, dict):
            yield row, item
        else:
            yield row, InputError("malformed", f"Entry {row} is not a JSON object with a text field.")


def _whole(path: Path) -> str:
    """A JSON file's text; unlike an article it may be long, so it is decoded in one go if it is UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        has_text = {str(k).casefold() for k in value} & {*FIELD_NAMES["text"], *FIELD_NAMES["html"]}
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if not has_text and len(lists) == 1:
            return lists[0]
    return [value]


def csv_rows(path: Path) -> Rows:
    """Rows below a header line; comma, semicolon or tab, whichever the header has most of."""
    text = _whole_csv(path)
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(4 * MAX_CHARACTERS)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    row = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                row,
                InputError(
                    "malformed", f"Line {reader.line_num} is not CSV ({error}); the rest was left out."
                ),
            )
            return
        yield row, {k: v for k, v in values.items() if isinstance(k, str)}
        row += 1


def _whole_csv(path: Path) -> str:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(data)
    return text.replace("\x00", "")


def parquet_rows(path: Path) -> Rows:
    """Rows of a Parquet file, only the columns that can matter, batch by batch."""
    wanted = {alias for aliases in FIELD_NAMES.values() for alias in aliases}
    try:
        with pq.ParquetFile(path) as file:
            columns = [n for n in file.schema_arrow.names if n.strip().casefold().replace("-", "_") in wanted]
            row = 0
            for batch in file.iter_batches(batch_size=512, columns=columns or None):
                for values in batch.to_pylist():
                    yield row, values
                    row += 1
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:200]
        yield 0, InputError("malformed", f"It cannot be read as Parquet ({reason}).")
