"""Credits that are none: words that were taken for the name of a source."""

from __future__ import annotations

from newstemma.correct.work import Work
from newstemma.records import Credit
from newstemma.store.corrections import Correction
from newstemma.text.names import outlet_key

__all__ = ["reject_credit"]


def reject_credit(work: Work, correction: Correction) -> bool:
    """Take credits away; they give no lost witness, no edge and no addressee any more.

    Credits are known by their ids, or (after another version's run) by article and name.

    Returns:
        Whether one of the credits is there.
    """
    gone = [c for c in work.rows("credits") if c.credit_id in correction.ids] or _again(work, correction)
    if not gone:
        return False
    ids = {c.credit_id for c in gone}
    work.put("credits", [c for c in work.rows("credits") if c.credit_id not in ids])
    for credit in gone:
        work.rejected[credit.article_id].add(outlet_key(credit.credited))
    articles = {c.article_id for c in gone}
    work.resaid |= articles
    work.touched |= {w.utterance_id for w in work.rows("witnesses") if w.article_id in articles}
    return True


def _again(work: Work, correction: Correction) -> list[Credit]:
    """The same article's credits of the same names, where another version finds them at other places."""
    keys = {outlet_key(name) for name in correction.names}
    return [
        c for c in work.rows("credits") if c.article_id == correction.value and outlet_key(c.credited) in keys
    ]
