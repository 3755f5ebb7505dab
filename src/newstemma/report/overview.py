"""The top of the page: what is in the pile, and what to know before reading on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from newstemma.records import LEFT_OUT, Article, Utterance
from newstemma.report.article_view import in_order
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.summary import never_quoted, sentences
from newstemma.report.sureness import counted, listed
from newstemma.report.timeline_svg import Event, Shape, is_counted, timeline_svg
from newstemma.report.views import Figure, Overview, Warn
from newstemma.report.visible import clip
from newstemma.report.when import moment, span_words
from newstemma.report.wording import heading
from newstemma.text.normalise import squeeze

__all__ = ["overview"]

_WIDE, _NARROW = Shape(1080, above=False), Shape(340, above=True)
_ABOUT = 3


def overview(pile: Pile, shown: Links) -> Overview:
    """Everything above the first section."""
    dated = [m for a in pile.articles.values() if (m := moment(a.published))]
    span = span_words(min(m.low for m in dated), max(m.low for m in dated)) if dated else None
    undated = len(pile.articles) - len(dated)
    return Overview(
        title="Who said what, and where the words come from",
        span=_with_undated(span, len(dated), undated) if span else None,
        sentences=[(s.text, shown.card(s.utterance_id) or shown.section(s.section)) for s in sentences(pile)],
        figures=_figures(pile, shown),
        warnings=[replace(w, href=shown.section(w.href or "")) for w in _warnings(pile)],
        timelines=_timelines(pile, shown),
        counted=is_counted(_events(pile, shown)),
        undated=undated,
    )


def _with_undated(span: str, dated: int, undated: int) -> str:
    """Two days, and for how many articles they speak."""
    if not undated:
        return span
    if undated > dated:
        only = "Only one article has" if dated == 1 else f"Only {dated:,} articles have"
        return f"{span}. {only} a date, {undated:,} have none"
    return f"{span} ({undated:,} without a date)"


def _figures(pile: Pile, shown: Links) -> list[Figure]:
    outlets = {a.outlet for a in pile.articles.values() if a.outlet}
    direct = sum(s.kind != "indirect" for s in pile.statements.values())
    lost = {w.name for w in pile.witnesses if w.status == "lost"}
    found = (
        (len(pile.articles), "article", _from(len(outlets)), "articles"),
        (len(pile.statements), "statement", f"{direct:,} with quoted words", "said"),
        (len(pile.speakers), "speaker", "named or described", "said"),
        (len(pile.retold), "retold statement", "told by more than one article", "retold"),
        (len(lost), "lost source", "named; their own versions are not in the pile", "credits"),
        (len(pile.conflicts), "conflict", "passages that disagree", "conflicts"),
    )
    return [
        Figure(f"{n:,}", one if n == 1 else one + "s", note, shown.section(section))
        for n, one, note, section in found
    ]


def _from(outlets: int) -> str:
    return f"from {counted(outlets, 'outlet')}" if outlets else "none names its outlet"


def _warnings(pile: Pile) -> Iterator[Warn]:
    undated = [a.article_id for a in pile.articles.values() if moment(a.published) is None]
    if undated:
        names = listed(sorted({pile.outlet(a) for a in undated}), 4)
        text = f"{counted(len(undated), 'article')} ({names}). Its place in time is left open."
        yield Warn("Without a date", text.replace("Its", "Their") if len(undated) > 1 else text, "timeline")
    parties = [v for v in never_quoted(pile) if v.n_spoken_about >= _ABOUT and v.kind in ("person", "body")]
    if parties:
        names = listed([f"{v.name} ({v.n_spoken_about:,} times)" for v in parties], 4)
        yield Warn("Spoken about and never quoted", f"{names}.", "voices")
    single = _single_voice(pile)
    if single:
        verb = "quotes" if len(single) == 1 else "quote"
        yield Warn("One voice only", f"{listed(single, 4)} {verb} one speaker and no other.", "articles")
    circles = [u for u in pile.utterances.values() if pile.is_circular(u.utterance_id)]
    if circles:
        words = f"“{clip(squeeze(heading(pile, circles[0]).text), 80)}”"
        text = f"For {counted(len(circles), 'statement')} the named sources lead back to each other: {words}."
        yield Warn("Credits in a circle", text, "retold")
    failed = [f for f in pile.failures if f.reason not in LEFT_OUT]
    if failed:
        text = f"{counted(len(failed), 'input or part', 'inputs or parts')} failed."
        yield Warn("Not read", text, "failures")


def _single_voice(pile: Pile) -> list[str]:
    """Outlets of articles that quote exactly one speaker, at least three times, and no other."""
    found = []
    for article in in_order(pile):
        said = [s for s in pile.statements_of.get(article.article_id, ()) if s.nested_in is None]
        if len(said) >= _ABOUT and len({s.speaker_id or s.source for s in said}) == 1:
            found.append(pile.outlet(article.article_id))
    return list(dict.fromkeys(found))


def _timelines(pile: Pile, shown: Links) -> list[Markup]:
    """The same picture for wide and narrow screens."""
    articles = _events(pile, shown)
    label = f"{counted(len(articles), 'article')} over time"
    said = _said(pile, shown)
    return [timeline_svg(articles, said, shape, label) for shape in (_WIDE, _NARROW)]


def _events(pile: Pile, shown: Links) -> list[Event]:
    """An event for every article."""
    return [
        Event(
            lane=pile.outlet(a.article_id),
            title=_title(pile, a),
            at=moment(a.published),
            href=shown.article(a.article_id),
        )
        for a in in_order(pile)
    ]


def _said(pile: Pile, shown: Links) -> list[Event]:
    """One mark for each day on which retold statements were made; a click leads to the first of them."""
    days: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in pile.retold:
        known = moment(utterance.said_on)
        if known and known.exact and shown.card(utterance.utterance_id):
            days[known.words].append(utterance)
    events = []
    for day, found in days.items():
        first = found[0]
        words = f"{first.speaker or 'speaker not resolved'}: “{clip(squeeze(heading(pile, first).text), 80)}”"
        more = f" and {counted(len(found) - 1, 'more statement')}" if len(found) > 1 else ""
        title = f"Said on {day}: {words}{more}"
        events.append(Event("Said", title, moment(first.said_on), shown.card(first.utterance_id)))
    return events


def _title(pile: Pile, article: Article) -> str:
    known = moment(article.published)
    title = clip(article.title or "without a title", 90)
    return f"{pile.outlet(article.article_id)}: {title} ({known.words if known else 'no date'})"
