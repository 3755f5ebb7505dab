"""What stands below the article: comments, related stories, a box about the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newstemma.clean.lines import Line
from newstemma.clean.score import Judgement
from newstemma.params.clean import (
    BOX_PENALTY,
    COMMENT_PENALTY,
    MIN_BODY_WORDS_BEFORE_COMMENTS,
    MIN_PARAGRAPHS_AFTER_FORM,
)

__all__ = ["marked_down", "opens_box"]

# "Ronski 16 minutes ago", "Jane says:", "vor 3 Stunden", "il y a 2 jours", "hace 5 horas", "5 часов назад"
_THREAD = re.compile(
    r"\b\d+\s+(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+ago\b|"
    r"\bsays:$|\bschrieb:$|\ba dit\s?:$|\bdijo:$|\bпишет:$|"
    r"\bvor \d+ (?:minuten?|stunden?|tag(?:en)?|wochen?)\b|"
    r"\bil y a \d+ (?:minutes?|heures?|jours?|semaines?)\b|"
    r"\bhace \d+ (?:minutos?|horas?|días?|semanas?)\b|\b\d+ (?:минут|час|дн|недел)\w* назад\b",
    re.IGNORECASE,
)


def marked_down(lines: Sequence[Line], judged: Sequence[Judgement]) -> list[float]:
    """The scores of the lines; less below a comment form, and in boxes.

    1. Below a comment form under the article's text every line loses so much that only statements survive; so
       do lines between a link to comments and the last sign of one. If paragraphs follow without any such
       sign, the form stood in the middle of the article.
    2. In a box of related stories or about the author short sentences go too, until a paragraph of the
       article comes.
    """
    scores = [j.score for j in judged]
    signs = [i for i, line in enumerate(lines) if _is_sign(line, judged[i])]
    words = 0.0
    comments_to = -1
    box = False
    for i, (line, judgement) in enumerate(zip(lines, judged, strict=True)):
        if i <= comments_to:
            scores[i] += COMMENT_PENALTY
        elif box:
            scores[i] += BOX_PENALTY
            box = scores[i] < 0
        if words >= MIN_BODY_WORDS_BEFORE_COMMENTS:
            comments_to = max(comments_to, _comments_end(i, judged, signs))
            box = box or opens_box(line, judgement)
        if judgement.score >= 2.0:
            words += line.size
    return scores


def _is_sign(line: Line, judgement: Judgement) -> bool:
    return judgement.kind == "comments" or (line.size <= 12 and _THREAD.search(line.text[:200]) is not None)


_LABELLED = re.compile(r":\s*\S")


def opens_box(line: Line, judgement: Judgement) -> bool:
    """A heading over other stories or over the author's life; "Read also: <headline>" is complete in
    itself."""
    if judgement.kind == "related":
        return line.size <= 6 and _LABELLED.search(line.text) is None
    return judgement.kind in {"author", "comments"}


def _comments_end(i: int, judged: Sequence[Judgement], signs: Sequence[int]) -> int:
    """The last line of the comments that begin at line ``i``; -1 if none do."""
    kind = judged[i].kind
    if kind not in {"comment", "comments"}:
        return -1
    later = [s for s in signs if s > i]
    if kind == "comments":
        # The text of the last comment stands below its sign.
        return later[-1] + 1 if later else -1
    paragraphs = sum(1 for j in judged[i + 1 :] if j.kind == "prose" and j.score >= 6.0)
    goes_on = not later and paragraphs >= MIN_PARAGRAPHS_AFTER_FORM
    return -1 if goes_on else len(judged)
