"""E-mail newsletters: a message (.eml) or a mailbox (.mbox), a document per message."""

from __future__ import annotations

import email.policy
import mailbox
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from newstemma.errors import InputError
from newstemma.params.formats import MAX_MAIL_PARTS
from newstemma.params.read import MAX_FILE_BYTES
from newstemma.read.decoding import decode
from newstemma.read.rows import document
from newstemma.records import Document, Failure

__all__ = ["mail_documents"]

_POLICY = email.policy.default.clone(raise_on_defect=False)


def mail_documents(path: Path) -> Iterator[Document | Failure]:
    """The messages of a file, with subject, sender (the outlet) and date; the richest body of each is taken.

    Attachments are not read.
    """
    name = path.as_posix()
    with path.open("rb") as file:
        many = file.read(5) == b"From "
    if not many:
        yield from _message(name, None, _parsed(_bounded(path)))
        return
    box = mailbox.mbox(str(path), create=False)
    try:
        for row, key in enumerate(box.iterkeys()):
            try:
                yield from _message(name, row, _parsed(box.get_bytes(key)))
            except InputError as error:
                yield Failure(name, None, "read", error.reason, f"Message {row}: {error.detail}")
    finally:
        box.close()


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > 3 * MAX_FILE_BYTES:
        raise InputError("too-long", "The message is larger than any newsletter; save its text.")
    return path.read_bytes()


def _parsed(data: bytes) -> EmailMessage:
    message = BytesParser(EmailMessage, policy=_POLICY).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def _message(name: str, row: int | None, message: EmailMessage) -> Iterator[Document]:
    media, content = _body(message)
    yield document(
        name,
        media,
        content,
        row,
        row_id=_header(message, "message-id"),
        title=_header(message, "subject"),
        outlet=_sender(message),
        published=_date(message),
    )


def _body(message: EmailMessage) -> tuple[str, str]:
    """HTML if there is any (newsletters put only a hint into the plain text), else the plain text.

    Raises:
        InputError: ``no-text``, or as ``decode``.
    """
    found: dict[str, bytes] = {}
    charset: dict[str, str | None] = {}
    for n, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if n >= MAX_MAIL_PARTS:
            break
        if part.is_multipart() or kind in found or part.get_content_disposition() == "attachment":
            continue
        if kind in {"text/html", "text/plain"}:
            payload = part.get_payload(decode=True)
            found[kind] = payload if isinstance(payload, bytes) else b""
            charset[kind] = part.get_content_charset()
    for kind, media in (("text/html", "html"), ("text/plain", "text")):
        if found.get(kind, b"").strip():
            return media, decode(found[kind], declared=media == "html", charset=charset[kind])
    raise InputError("no-text", "The message has no text, only attachments or nothing.")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):
        return None  # the standard library's parser trips over some malformed headers
    return " ".join(str(value).split()) or None if value else None


def _sender(message: EmailMessage) -> str | None:
    """The sender's name; the address where there is none."""
    text = _header(message, "from")
    if text is None:
        return None
    name, _, rest = text.partition("<")
    return name.strip().strip('"').strip() or rest.rstrip("> ") or None


def _date(message: EmailMessage) -> str | None:
    text = _header(message, "date")
    try:
        return parsedate_to_datetime(text).isoformat() if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
