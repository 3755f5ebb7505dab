"""Dates and outlets of articles as their readers know them."""

from __future__ import annotations

from dataclasses import replace

from newstemma.correct.work import Work
from newstemma.store.corrections import Correction, is_date

__all__ = ["set_date", "set_outlet"]


def set_date(work: Work, correction: Correction) -> bool:
    """Set when an article was published; whether the article, and the day in the calendar, is there."""
    if not is_date(correction.value):  # written by hand, or by a version that did not look
        return False
    how = _how(correction)
    found = _changed(work, correction, published=correction.value, published_how=how)
    if found:
        work.redated.add(correction.ids[0])
    return found


def set_outlet(work: Work, correction: Correction) -> bool:
    """Set which outlet published an article; whether the article is there."""
    return _changed(work, correction, outlet=correction.value, outlet_how=_how(correction))


def _how(correction: Correction) -> str:
    return f"correction: {correction.who or 'a reader'}, {correction.when[:10]}"


def _changed(work: Work, correction: Correction, **values: str) -> bool:
    article_id = correction.ids[0]
    if article_id not in work.articles:
        return False
    changed = (replace(a, **values) if a.article_id == article_id else a for a in work.rows("articles"))
    work.put("articles", changed)
    work.touched |= {w.utterance_id for w in work.rows("witnesses") if w.article_id == article_id}
    return True
