"""Articles with their statements, credits, dates and shared passages marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from newstemma.params.report import ARTICLE_CHARS, ARTICLES_BYTES, OVERLAPS, VOICES
from newstemma.records import Article, DateExpression, Mention, Overlap, Statement
from newstemma.report.highlight import Mark, marked
from newstemma.report.links import Links
from newstemma.report.pile import Pile
from newstemma.report.said import how_known, is_bound, said_words
from newstemma.report.stored import having
from newstemma.report.summary import never_quoted
from newstemma.report.sureness import counted, listed, percent
from newstemma.report.svg import element
from newstemma.report.views import ArticleRow, ArticleView, Fact, Note
from newstemma.report.visible import anchor, language_tag, link
from newstemma.report.when import moment, when
from newstemma.spans import Span, merge
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import paragraphs

__all__ = [
    "Shown",
    "article_rows",
    "article_view",
    "article_views",
    "in_order",
    "listed_overlaps",
    "unheard_mentions",
]

_RANK = {"x": 0, "ov": 1, "told": 2, "st": 3, "src": 4, "cue": 5, "cr": 6, "dt": 7, "mn": 8}
_PAGE_PER_CHAR = 1.7
_PAGE_PER_STATEMENT = 900
"""About how many characters of HTML a character of text and a statement make (measured on the example)."""


@dataclass(frozen=True)
class Shown:
    """What the page holds: the articles, and every id that can be linked to.

    Attributes:
        articles: views in order of date.
        ids: ids inside them.
        cards: utterances that have a card.
        speakers: those whom an utterance is given to; a statement's own may be another one.
    """

    articles: Sequence[ArticleView]
    ids: frozenset[str]
    cards: frozenset[str]
    speakers: frozenset[str]

    def href(self, key: str, article_id: str | None = None) -> str | None:  # noqa: ARG002 - one page holds all
        """An address on this page, or None if the place is not on it."""
        return f"#{key}" if key in self.ids else None

    def speaker(self, speaker_id: str | None) -> str | None:
        """The address of a speaker; those whom the list leaves out are found by its search."""
        return f"#{anchor(speaker_id)}" if speaker_id and speaker_id in self.speakers else None

    def section(self, name: str) -> str:
        """The address of a section."""
        return f"#{name}"

    def statement(self, statement_id: str | None) -> str | None:
        """The address of a statement's words."""
        return self.href(anchor(statement_id)) if statement_id else None

    def card(self, utterance_id: str | None) -> str | None:
        """The address of an utterance's card."""
        return "#" + anchor(utterance_id) if utterance_id in self.cards else None

    def article(self, article_id: str | None) -> str | None:
        """The address of an article."""
        return self.href(anchor(article_id)) if article_id else None


def in_order(pile: Pile) -> list[Article]:
    """Articles by date, those without one last."""
    return sorted(pile.articles.values(), key=_when)


def _when(article: Article) -> tuple[float, str, str]:
    known = moment(article.published)
    return (known.low if known else float("inf"), article.outlet or "", article.article_id)


def article_views(pile: Pile, cards: Sequence[str]) -> Shown:
    """The articles that fit on the page: with retold utterances first, then conflicts, then the others."""
    chosen = _chosen(pile, cards)
    given = frozenset(u.speaker_id for u in pile.utterances.values() if u.speaker_id) & pile.speakers.keys()
    builder = _Builder(pile, Shown((), frozenset(), frozenset(cards), given))
    views = [builder.view(a) for a in in_order(pile) if a.article_id in chosen]
    return Shown(views, frozenset(builder.ids), frozenset(cards), given)


def article_view(pile: Pile, article: Article, links: Links) -> ArticleView:
    """One article by itself, for a page of its own."""
    return _Builder(pile, links).view(article)


def _chosen(pile: Pile, cards: Sequence[str]) -> frozenset[str]:
    first = [a for u in cards for a in pile.articles_with(u)]
    first += [a for c in pile.conflicts for a in (c.article_a, c.article_b) if a in pile.articles]
    order = dict.fromkeys([*first, *(a.article_id for a in in_order(pile))])
    chosen, room = set(), float(ARTICLES_BYTES)
    for article_id in order:
        text = min(len(pile.articles[article_id].text), ARTICLE_CHARS)
        need = (
            text * _PAGE_PER_CHAR + _PAGE_PER_STATEMENT * len(pile.statements_of.get(article_id, ())) + 2500
        )
        if need <= room:
            chosen.add(article_id)
            room -= need
    return frozenset(chosen)


def article_rows(pile: Pile, shown: Shown) -> list[ArticleRow]:
    """The articles that are not on the page, for a list."""
    there = {v.key for v in shown.articles}
    return [
        ArticleRow(
            article_id=a.article_id,
            outlet=pile.outlet(a.article_id),
            title=a.title or "without a title",
            date=when(a.published) or "no date",
            statements=len(pile.statements_of.get(a.article_id, ())),
            url=link(a.url),
        )
        for a in in_order(pile)
        if anchor(a.article_id) not in there
    ]


def listed_overlaps(pile: Pile) -> list[Overlap]:
    """The shared passages that the page lists: no stock phrases, the longest first."""
    found = [o for o in pile.overlaps if o.kind != "boilerplate"]
    return sorted(found, key=lambda o: (-(o.end_a - o.start_a), o.overlap_id))[:OVERLAPS]


def unheard_mentions(pile: Pile) -> list[Mention]:
    """The places where parties without a quotation of their own are spoken about.

    Voices are counts; the places behind them are found by name, as the voices themselves are.
    """
    names = {fold(squeeze(v.name)) for v in never_quoted(pile)[:VOICES]}
    own = {s.statement_id for s in pile.statements.values() if s.nested_in is None}
    found = having(pile.mentions, "entity", lambda entity: fold(squeeze(entity)) in names)
    return [m for m in found if m.entity and m.form != "pronoun" and m.statement_id not in own]


class _Builder:
    """Makes the views of articles and collects the ids that they give out."""

    def __init__(self, pile: Pile, links: Links) -> None:
        self.pile = pile
        self.links = links
        self.ids: set[str] = set()
        self.passages = _passages(pile, links)

    def view(self, article: Article) -> ArticleView:
        """One article."""
        statements = self.pile.statements_of.get(article.article_id, [])
        marks = [*self._statement_marks(statements), *self._other_marks(article)]
        key = anchor(article.article_id)
        self.ids.add(key)
        shown = article.text[:ARTICLE_CHARS]
        body = _body(shown, marks, self.ids)
        notes = [self._note(k, s) for k, s in enumerate(statements, 1) if s.content_start < len(shown)]
        self.ids.update(n.key for n in notes)
        return ArticleView(
            key=key,
            title=article.title or "Without a title",
            outlet=article.outlet or "Outlet not known",
            date=when(article.published) or "no date found",
            facts=_facts(article),
            body=body,
            notes=notes,
            language=language_tag(article.language),
            cut=len(article.text) - len(shown),
            layers=frozenset(m.classes.split()[0] for m in marks),
        )

    def _statement_marks(self, statements: Sequence[Statement]) -> Iterable[Mark]:
        for number, s in enumerate(statements, 1):
            key = anchor(s.statement_id)
            last = max(s.content_spans, default=None)
            classes = f"st k-{s.kind if s.kind in ('direct', 'indirect', 'mixed') else 'other'}"
            title = f"{s.speaker or s.source or 'Speaker not resolved'} · {s.kind}"
            for piece in s.content_spans:
                note = _reference(key, number, title) if piece == last else Markup()
                yield Mark(piece.start, piece.end, classes, key, title, _RANK["st"], note)
            if s.source_start is not None and s.source_end is not None:
                yield Mark(s.source_start, s.source_end, "src", rank=_RANK["src"])
            if s.cue_start is not None and s.cue_end is not None:
                yield Mark(s.cue_start, s.cue_end, "cue", rank=_RANK["cue"])

    def _other_marks(self, article: Article) -> Iterable[Mark]:
        for c in self.pile.credits_of.get(article.article_id, ()):
            title = f"names {c.credited} as a source"
            href = self.links.article(c.credited_article_id)
            sign = element("a", "↗", class_="mref of-cr", href=href, aria_label=f"To {c.credited}")
            note = sign if href else Markup()
            yield Mark(c.start, c.end, "cr", anchor(c.credit_id), title, _RANK["cr"], note)
        for d in self.pile.dates_of.get(article.article_id, ()):
            yield Mark(d.start, d.end, "dt", None, _date_title(d), _RANK["dt"])
        yield from self.passages.get(article.article_id, ())

    def _note(self, number: int, s: Statement) -> Note:
        key = anchor(s.statement_id)
        utterance = self.pile.utterance_of.get(s.statement_id)
        others = len(self.pile.articles_with(utterance)) - 1 if utterance else 0
        facts = [s.kind, None if is_bound(s) else said_words(s), f"to {s.addressee}" if s.addressee else None]
        facts.append("inside another speaker’s words" if s.nested_in else None)
        return Note(
            key=f"n-{key}",
            number=number,
            href=f"#{key}",
            who=s.speaker or (f"“{s.source}”" if s.source else "Speaker not resolved"),
            who_href=self.links.speaker(s.speaker_id),
            how=how_known(s),
            facts=" · ".join(f for f in facts if f),
            sure=percent(s.confidence),
            retold=f"also in {counted(others, 'other article')}" if others > 0 else None,
            retold_href=self.links.card(utterance) if others > 0 else None,
        )


def _reference(key: str, number: int, title: str) -> Markup:
    label = f"Statement {number}: {title}"
    return element("a", str(number), class_="ref", href=f"#n-{key}", aria_label=label)


def _date_title(date: DateExpression) -> str:
    return f"{date.type.lower()}: {when(date.value)}"


def _body(text: str, marks: Sequence[Mark], ids: set[str]) -> Markup:
    """Paragraphs with their marks. Both are in order, so each paragraph looks only at marks that reach it."""
    ordered = sorted(marks, key=lambda m: (m.start, -m.end, m.rank))
    out: list[Markup] = []
    waiting: list[Mark] = []
    k = 0
    for span in paragraphs(text):
        while k < len(ordered) and ordered[k].start < span.end:
            waiting.append(ordered[k])
            k += 1
        waiting = [m for m in waiting if m.end > span.start]
        inside = marked(text, waiting, span.start, span.end, ids)
        out.append(Markup('<p dir="auto">') + inside + Markup("</p>\n"))
    return Markup("").join(out)


def _facts(article: Article) -> list[Fact]:
    url = link(article.url)
    facts = [
        Fact("Published", when(article.published) or "no date found", article.published_how),
        Fact("Outlet", article.outlet or "not known", article.outlet_how),
        Fact("Byline", article.byline or ""),
        Fact("Language", article.language or "not known"),
        Fact("Address", article.url or "", None, url),
        Fact("File", article.path + (f" · {article.row_id}" if article.row_id else "")),
    ]
    return [f for f in facts if f.value]


def _passages(pile: Pile, links: Links) -> Mapping[str, list[Mark]]:
    """Marks of conflicts, of shared passages and of versions without attribution, by article."""
    out: dict[str, list[Mark]] = defaultdict(list)
    for m in unheard_mentions(pile):
        out[m.article_id].append(Mark(m.start, m.end, "mn", anchor(m.mention_id), rank=_RANK["mn"]))
    for c in pile.conflicts:
        key = anchor(c.conflict_id)
        there = _other(links, f"{key}-b", c.article_b, "x"), _other(links, f"{key}-a", c.article_a, "x")
        out[c.article_a].append(Mark(c.start_a, c.end_a, "x", f"{key}-a", c.detail, _RANK["x"], there[0]))
        out[c.article_b].append(Mark(c.start_b, c.end_b, "x", f"{key}-b", c.detail, _RANK["x"], there[1]))
    for w in pile.witnesses:
        if w.article_id and w.start is not None and w.end is not None and w.statement_id is None:
            title = "told here without a speaker"
            key = f"in-{anchor(w.witness_id)}"
            out[w.article_id].append(Mark(w.start, w.end, "told", key, title, _RANK["told"]))
    chosen = listed_overlaps(pile)
    for o in chosen:
        key = anchor(o.overlap_id)
        a = _shared(o.start_a, o.end_a, f"{key}-a", o.kind, [pile.outlet(o.article_b)])
        b = _shared(o.start_b, o.end_b, f"{key}-b", o.kind, [pile.outlet(o.article_a)])
        out[o.article_a].append(replace(a, note=_other(links, f"{key}-b", o.article_b, "ov")))
        out[o.article_b].append(replace(b, note=_other(links, f"{key}-a", o.article_a, "ov")))
    _unlisted(pile, {o.overlap_id for o in chosen}, out)
    return out


def _other(links: Links, key: str, article_id: str, layer: str) -> Markup:
    """A sign that leads to the other passage, where articles have pages of their own."""
    href = links.href(key, article_id)
    words_ = {"ov": "The shared passage in the other article", "x": "The other passage"}[layer]
    return element("a", "⇄", class_=f"mref of-{layer}", href=href, aria_label=words_) if href else Markup()


def _shared(start: int, end: int, key: str | None, kind: str, others: Sequence[str]) -> Mark:
    return Mark(start, end, "ov", key, f"shared with {listed(others)} ({kind})", _RANK["ov"])


def _unlisted(pile: Pile, known: set[str], out: dict[str, list[Mark]]) -> None:
    """Shared passages that the page does not list, joined where they run into each other."""
    places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for o in pile.overlaps:
        if o.kind != "boilerplate" and o.overlap_id not in known:
            places[o.article_a].append((Span(o.start_a, o.end_a), pile.outlet(o.article_b)))
            places[o.article_b].append((Span(o.start_b, o.end_b), pile.outlet(o.article_a)))
    for article_id, found in places.items():
        for span in merge(s for s, _ in found):
            others = sorted({name for s, name in found if s.overlaps(span)})
            out[article_id].append(_shared(span.start, span.end, None, "passage", others))
