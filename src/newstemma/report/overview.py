"""The top of the page: what is in the pile, and what to know before reading on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from newstemma.report.article_view import Shown, in_order
from newstemma.report.pile import Pile
from newstemma.report.sureness import counted, listed
from newstemma.report.summary import never_quoted, pile_in_words
from newstemma.report.timeline_svg import Event, Shape, timeline_svg
from newstemma.report.views import Figure, Overview, Warn
from newstemma.report.visible import clip
from newstemma.report.when import Moment, moment, span_words
from newstemma.text.normalise import squeeze

__all__ = ["overview"]

_WIDE, _NARROW = Shape(1080, above=False), Shape(340, above=True)
_ABOUT = 3


def overview(pile: Pile, shown: Shown) -> Overview:
    """Everything above the first section."""
    dated = [m for a in pile.articles.values() if (m := moment(a.published))]
    span = span_words(min(m.low for m in dated), max(m.low for m in dated)) if dated else None
    undated = len(pile.articles) - len(dated)
    return Overview(
        title="Who said what, and where the words come from",
        span=span,
        sentences=pile_in_words(pile),
        figures=_figures(pile),
        warnings=list(_warnings(pile)),
        timelines=_timelines(pile, shown),
        undated=undated,
    )


def _figures(pile: Pile) -> list[Figure]:
    outlets = {a.outlet for a in pile.articles.values() if a.outlet}
    direct = sum(s.kind != "indirect" for s in pile.statements.values())
    lost = {w.name for w in pile.witnesses if w.status == "lost"}
    return [
        Figure(f"{len(pile.articles):,}", _noun(len(pile.articles), "article"),
               f"from {counted(len(outlets), 'outlet')}", "#articles"),
        Figure(f"{len(pile.statements):,}", _noun(len(pile.statements), "statement"),
               f"{direct:,} with quoted words", "#said"),
        Figure(f"{len(pile.speakers):,}", _noun(len(pile.speakers), "speaker"), "named or described", "#said"),
        Figure(f"{len(pile.retold):,}", "told more than once", "by different articles", "#retold"),
        Figure(f"{len(lost):,}", f"{_noun(len(lost), 'source')} not in the pile", "named by articles", "#credits"),
        Figure(f"{len(pile.conflicts):,}", _noun(len(pile.conflicts), "conflict"),
               "passages that disagree", "#conflicts"),
    ]  # fmt: skip


def _noun(n: int, one: str) -> str:
    return one if n == 1 else one + "s"


def _warnings(pile: Pile) -> Iterator[Warn]:
    undated = [a.article_id for a in pile.articles.values() if moment(a.published) is None]
    if undated:
        names = sorted({pile.outlet(a) for a in undated})
        text = f"{counted(len(undated), 'article')} ({listed(names, 4)}). Their place in the order of publication is inferred or left open."
        yield Warn("Without a date", text, "#timeline")
    parties = [v for v in never_quoted(pile) if v.n_spoken_about >= _ABOUT and v.kind in ("person", "body")]
    if parties:
        names = [f"{v.name} ({v.n_spoken_about:,} times)" for v in parties[:4]]
        more = f" and {len(parties) - 4} more" if len(parties) > 4 else ""
        yield Warn("Spoken about and never quoted", f"{', '.join(names)}{more}.", "#voices")
    single = _single_voice(pile)
    if single:
        yield Warn(
            "One voice only",
            f"{listed(single, 4)} quote{'s' if len(single) == 1 else ''} one speaker and no other.",
            "#articles",
        )
    circles = [
        u
        for u in pile.utterances.values()
        if any(s.circular for s in pile.sources_of.get(u.utterance_id, ()))
    ]
    if circles:
        words = f"“{clip(squeeze(circles[0].text), 80)}”"
        yield Warn(
            "Credits in a circle",
            f"For {counted(len(circles), 'statement')} the named sources lead back to each other: {words}.",
            "#retold",
        )
    failed = [f for f in pile.failures if f.reason != "skipped"]
    if failed:
        yield Warn(
            "Not read", f"{counted(len(failed), 'input or part', 'inputs or parts')} failed.", "#failures"
        )


def _single_voice(pile: Pile) -> list[str]:
    """Outlets of articles that quote exactly one speaker, at least three times, and no other."""
    found = []
    for article in in_order(pile):
        said = [s for s in pile.statements_of.get(article.article_id, ()) if s.nested_in is None]
        if len(said) >= _ABOUT and len({s.speaker_id or s.source for s in said}) == 1:
            found.append(pile.outlet(article.article_id))
    return list(dict.fromkeys(found))


def _timelines(pile: Pile, shown: Shown) -> list[Markup]:
    """The same picture for wide and narrow screens."""
    articles = [
        Event(
            lane=pile.outlet(a.article_id),
            title=f"{pile.outlet(a.article_id)}: {clip(a.title or 'without a title', 90)} ({_date(moment(a.published))})",
            at=moment(a.published),
            href=shown.article(a.article_id),
        )
        for a in in_order(pile)
    ]
    said = [
        Event(
            "Said",
            f"Said on {m.words}: {u.speaker or 'speaker not resolved'}, “{clip(squeeze(u.text), 80)}”",
            m,
            shown.card(u.utterance_id),
        )
        for u in pile.retold
        if (m := moment(u.said_on)) and m.exact and u.utterance_id in shown.cards
    ]
    label = f"{counted(len(articles), 'article')} over time"
    return [timeline_svg(articles, said, shape, label) for shape in (_WIDE, _NARROW)]


def _date(at: Moment | None) -> str:
    return at.words if at else "no date"
