"""The rows of JSONL, JSON, CSV and Parquet files."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from newstemma.errors import InputError
from newstemma.params.read import FIELD_NAMES, MAX_CHARACTERS, MAX_LINE_BYTES, MAX_WHOLE_BYTES, PARQUET_ROWS
from newstemma.read.decoding import decode, encoding_of
from newstemma.read.opening import lines, opened
from newstemma.read.row_forms import is_plain

__all__ = ["Rows", "csv_rows", "json_rows", "jsonl_rows", "parquet_rows"]

Rows = Iterator[tuple[int, Mapping[object, object] | InputError]]
"""Row numbers from 0 with the row, or with the reason why it could not be read."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")


def jsonl_rows(path: Path) -> Rows:
    """One object a line; a line that is not one is a failure of its own.

    A row's number is its line's, so that every message names the same place; blank lines are passed over.
    """
    with opened(path) as file:
        start = file.peek(4)[:4] if isinstance(file, io.BufferedReader) else b""
        found = _utf16_lines(file) if start.startswith(_MARKS) else lines(file, MAX_LINE_BYTES)
        for number, line in enumerate(found, 1):
            if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            yield number - 1, _object(line, number) if line is not None else _long_line(number)


def _utf16_lines(file: BinaryIO) -> Iterator[bytes]:
    return iter(decode(_all_of(file)).encode().splitlines(keepends=True))


def _long_line(number: int) -> InputError:
    return InputError(
        "too-long", f"Line {number} has more than {MAX_LINE_BYTES:,} bytes, which no article needs; left out."
    )


def _all_of(file: BinaryIO) -> bytes:
    """The bytes of a file that can only be read whole.

    Raises:
        InputError: ``too-long``.
    """
    data = file.read(MAX_WHOLE_BYTES + 1)
    if len(data) > MAX_WHOLE_BYTES:
        raise InputError(
            "too-long",
            f"It has more than {MAX_WHOLE_BYTES:,} bytes and this form can only be read whole. "
            "Give it as JSONL (one object a line, UTF-8) or Parquet, of any size.",
        )
    return data


def _object(line: bytes, number: int) -> Mapping[object, object] | InputError:
    try:
        value = _loads(decode(line))
    except InputError as error:
        return InputError(error.reason, f"Line {number}: {error.detail}")
    except (json.JSONDecodeError, RecursionError) as error:
        return InputError(
            "malformed",
            f"Line {number} is not JSON ({_reason(error)}); mend it, other lines are not touched by it.",
        )
    if not isinstance(value, dict):
        return InputError("malformed", f"Line {number} is not a JSON object with a text field.")
    return value


def _loads(text: str) -> Any:
    return json.loads(text)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at column {error.colno}"
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
            yield row, InputError("malformed", f"Entry {row + 1} is not a JSON object with a text field.")


def _whole(path: Path) -> str:
    """A JSON file's text; unlike an article it may be long, so it is decoded in one go if it is UTF-8."""
    with opened(path) as file:
        data = _all_of(file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        if not is_plain(value):
            return [value]
        has_text = {str(k).casefold() for k in value} & {*FIELD_NAMES["text"], *FIELD_NAMES["html"]}
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if not has_text and len(lists) == 1:
            return lists[0]
    return [value]


def csv_rows(path: Path) -> Rows:
    """Rows below a header line; comma, semicolon or tab, whichever the header has most of."""
    encoding = _encoding(path)
    csv.field_size_limit(4 * MAX_CHARACTERS)
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding, "replace", newline="")
        reader = _reader(line.replace("\x00", "") for line in _text_lines(text))
        row = 0
        while True:
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                what = f"Line {reader.line_num} is not CSV ({error}); the rest was left out."
                yield row, InputError("malformed", what)
                return
            yield row, {k: v for k, v in values.items() if isinstance(k, str)}
            row += 1


def _text_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines in pieces of at most the limit: csv joins the pieces of a quoted cell itself."""
    while line := text.readline(MAX_LINE_BYTES):
        yield line


def _reader(found: Iterator[str]) -> csv.DictReader[str]:
    header = next((line for line in found if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    return csv.DictReader(itertools.chain([header], found), delimiter=delimiter)


def _encoding(path: Path) -> str:
    """The encoding of a large text file: UTF-8 if all of it is, else what its beginning looks like."""
    check = codecs.getincrementaldecoder("utf-8")()
    with opened(path) as file:
        start = part = file.read(1 << 20)
        if start.startswith(_MARKS):
            return "utf-16"
        try:
            while part:
                check.decode(part)
                part = file.read(1 << 20)
            check.decode(b"", final=True)
        except UnicodeDecodeError:
            return encoding_of(start)
    return "utf-8-sig"


def parquet_rows(path: Path) -> Rows:
    """Rows of a Parquet file, only the columns that can matter, batch by batch."""
    wanted = {alias for aliases in FIELD_NAMES.values() for alias in aliases}
    try:
        # Without pre-buffering a column chunk is read page by page: one chunk may be larger than the memory.
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            columns = [n for n in file.schema_arrow.names if n.strip().casefold().replace("-", "_") in wanted]
            row = 0
            for batch in file.iter_batches(batch_size=PARQUET_ROWS, columns=columns or None):
                for values in batch.to_pylist():
                    yield row, values
                    row += 1
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:200]
        yield 0, InputError("malformed", f"It cannot be read as Parquet ({reason}).")
