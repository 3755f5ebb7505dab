"""A simulator of news cascades with known truth, on statements of our own.

One cascade is one utterance: a speech, the reporters who heard it, and the articles that copied, cut,
reworded or translated what others had. Some are lost, some credit (rightly or wrongly), some are dated.
Everything comes out as the tables that the stemma takes, beside the true tree. The same seed gives the same
cascades.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from cascade_words import GROUPS, OPENINGS, SENTENCES, SYNONYMS
from newstemma.records import Article, Credit, Overlap, Statement, Utterance, Witness
from newstemma.spans import Span
from newstemma.tables import to_table

__all__ = [
    "ROOT",
    "Cascade",
    "Settings",
    "Tables",
    "World",
    "any_world",
    "cascade",
    "speech",
    "tables",
    "varied",
]

ROOT = "root"
_OTHER_LANGUAGE = 1_000_000  # what a sentence's number grows by when it is translated
_SENTENCE = 80  # characters of a sentence of an article's own text, which stands for any text


@dataclass(frozen=True)
class World:
    """How the press of a world works: what no pile tells, and what nothing may be tuned to.

    Attributes:
        second, third: how readily a second and a third reporter hear the speech.
        agency: share of the reporters who work for an agency, and ``pull`` how readily it is copied.
        direct: share of reporters who quote; ``own``: share of those who translate or note for themselves.
        background: share of articles with passages that anybody may have from a press release.
        context: most sentences that are an article's own, with a reporter and with a copyist.
        cut: share of copies that are cut.
        verbatim, light: shares of copies word for word, and lightly reworded; the rest is rewritten.
        hands: share of words that a light and a heavy rewriting replace.
        keeps: share of the parent's other passages that each of the three kinds of copy keeps.
        embellished: share of copies with an ending of their own; ``unattributed``: of paraphrases without
            a speaker.
        lag: mean hours between a copy and its parent.
        inherits: share of the parent's credits that a copy takes along, relative to ``Settings.credits``.
        stray: share of articles with a credit line for something else.
        brief: share of articles that say nothing but the words.
        abroad: share of reporters who write in another language.
        found: share of translated sentences that are recognised as such.
        mixed: share of copies that take something from a second telling too.
    """

    second: float = 0.55
    third: float = 0.3
    agency: float = 0.4
    pull: float = 3.0
    direct: float = 0.65
    own: float = 0.3
    background: float = 0.15
    context: tuple[int, int] = (20, 12)
    cut: float = 0.4
    verbatim: float = 0.45
    light: float = 0.25
    hands: tuple[float, float] = (0.12, 0.4)
    keeps: tuple[float, float, float] = (0.85, 0.5, 0.12)
    embellished: float = 0.06
    unattributed: float = 0.1
    lag: float = 18.0
    inherits: float = 0.6
    stray: float = 0.12
    brief: float = 0.0
    abroad: float = 0.0
    found: float = 0.3
    mixed: float = 0.0


def any_world(rng: random.Random) -> World:
    """A world drawn at random, each custom by itself and widely."""
    verbatim = rng.uniform(0.1, 0.8)
    whole = rng.uniform(0.3, 1.0)
    return World(
        second=rng.uniform(0.2, 0.9),
        third=rng.uniform(0.0, 0.7),
        agency=rng.uniform(0.1, 0.8),
        pull=rng.uniform(1.0, 6.0),
        direct=rng.uniform(0.3, 0.95),
        own=rng.uniform(0.0, 0.7),
        background=rng.uniform(0.0, 0.4),
        context=(rng.randint(3, 40), rng.choice((2, 6, 12, 30))),
        cut=rng.uniform(0.1, 0.7),
        verbatim=verbatim,
        light=rng.uniform(0.1, 0.7) * (1 - verbatim),
        hands=(rng.uniform(0.04, 0.2), rng.uniform(0.3, 0.8)),
        keeps=(whole, whole * rng.uniform(0.3, 0.9), whole * rng.uniform(0.0, 0.4)),
        embellished=rng.uniform(0.0, 0.25),
        unattributed=rng.uniform(0.0, 0.3),
        lag=rng.choice((3.0, 10.0, 18.0, 48.0)),
        inherits=rng.uniform(0.2, 1.0),
        stray=rng.uniform(0.0, 0.3),
        brief=rng.choice((0.0, 0.1, 0.5)),
        abroad=rng.choice((0.0, 0.0, 0.1, 0.2)),
        found=rng.choice((0.0, 0.1, 0.3, 0.6)),
        mixed=rng.choice((0.0, 0.1, 0.3)),
    )


@dataclass(frozen=True)
class Settings:
    """How the cascades run; shares are probabilities.

    Attributes:
        size: extant witnesses.
        credits: share of articles that keep or make a credit to where they have it from.
        wrong: share of credits that name another outlet.
        dates: share of articles with a date.
        lost: share of sources that are not in the pile.
        translated: share of steps that change the language.
        world: the customs of the press; None draws others for each cascade.
    """

    size: int = 8
    credits: float = 0.5
    wrong: float = 0.04
    dates: float = 0.5
    lost: float = 0.25
    translated: float = 0.04
    world: World | None = field(default=World(), repr=False)  # the seed's text stays without it


@dataclass
class Node:
    """One telling of the utterance."""

    name: str
    parent: str
    outlet: str
    words: list[str]
    kind: str
    hour: float
    language: str
    context: list[int]
    agency: bool
    lost: bool = False
    credits: list[tuple[str, str]] = field(default_factory=list)
    second: str | None = None


@dataclass(frozen=True)
class Cascade:
    """A cascade and its truth.

    Attributes:
        utterance_id: its id.
        nodes: every telling, lost ones too, in order of time.
        dates: what is known of each extant node's publication, by name.
        edges: the true (parent, child) pairs by name; ``root`` is the utterance.
    """

    utterance_id: str
    nodes: tuple[Node, ...]
    dates: dict[str, str | None]
    edges: tuple[tuple[str, str], ...]

    @property
    def extant(self) -> list[Node]:
        """The tellings that are in the pile."""
        return [n for n in self.nodes if not n.lost]

    @property
    def n_sources(self) -> int:
        """Branches at the root that reach an extant witness."""
        parent = {child: p for p, child in self.edges}
        heads = set()
        for node in self.extant:
            name = node.name
            while parent[name] != ROOT:
                name = parent[name]
            heads.add(name)
        return len(heads)


def speech(rng: random.Random) -> list[str]:
    """Two to five sentences of a speech, as words; sentences end with a full stop of their own."""
    words: list[str] = []
    for template in rng.sample(SENTENCES, rng.randint(2, 5)):
        for part in template.split():
            if part.startswith("@"):
                words += rng.choice(GROUPS[part[1:].rstrip(".,")]).split()
                words[-1] += part[len(part.rstrip(".,")) :]
            else:
                words.append(part)
    return words


def _reworded(words: Sequence[str], share: float, rng: random.Random) -> list[str]:
    """Words replaced by others of their meaning, some dropped."""
    out: list[str] = []
    for word in words:
        bare = word.strip(".,").lower()
        if bare in SYNONYMS and rng.random() < share:
            out += (rng.choice(SYNONYMS[bare]) + word[len(word.rstrip(".,")) :]).split()
        elif rng.random() > share * 0.12:
            out.append(word)
    return out or list(words)


def _sentences(words: Sequence[str]) -> list[list[str]]:
    out: list[list[str]] = [[]]
    for word in words:
        out[-1].append(word)
        if word.endswith("."):
            out.append([])
    return [s for s in out if s]


def _cut(words: Sequence[str], rng: random.Random) -> list[str]:
    """A part: some sentences, or some words off the ends."""
    parts = _sentences(words)
    if len(parts) > 1 and rng.random() < 0.6:
        first = rng.randrange(len(parts))
        last = rng.randint(first + 1, len(parts))
        return [w for s in parts[first:last] for w in s]
    if len(words) <= 5:
        return list(words)
    first = rng.randrange(len(words) // 3) if rng.random() < 0.5 else 0
    return list(words[first : rng.randint(first + 4, len(words))])


def _foreign(words: Sequence[str], language: str) -> list[str]:
    """A translation by lexicon: every word has one word in the other language."""
    return [w if w[:1].isdigit() else f"{w.split('_')[0].rstrip('.,')}_{language}" for w in words]


class _Maker:
    """Makes one cascade."""

    def __init__(self, settings: Settings, seed: int) -> None:
        self.rng = random.Random(f"{seed}/{settings}")
        self.settings = settings
        self.world = settings.world or any_world(self.rng)
        self.speech = speech(self.rng)
        self.background = [
            -1 - k for k in range(8)
        ]  # sentences that any article may have, from a press release
        self.fresh = 0
        self.nodes: list[Node] = []

    def context(self, n: int) -> list[int]:
        """Sentences that are this article's own, and now and then some of the common background."""
        own = list(range(self.fresh, self.fresh + n))
        self.fresh += n
        if self.rng.random() < self.world.background:
            own += self.rng.sample(self.background, 3)
        return own

    def primary(self, k: int) -> None:
        """A reporter who heard the speech."""
        rng, world = self.rng, self.world
        agency = rng.random() < world.agency
        language = "en"
        parts = _sentences(self.speech)  # all who heard it tell the first sentence, some more
        heard = [w for s in parts[: rng.randint(1, len(parts))] for w in s]
        if rng.random() < world.own:  # each translated the speech on its own
            heard = _reworded(heard, 0.6, rng)
        kind = "direct" if rng.random() < world.direct else "indirect"
        if kind == "indirect":
            heard = _reworded(heard, 0.5, rng)
        if world.abroad and rng.random() < world.abroad:
            language, heard = "de", _foreign(_reworded(heard, 0.3, rng), "de")
        outlet = f"Agency{k}" if agency else f"Paper{k}"
        hour = rng.expovariate(1 / 6)
        context = self.context(rng.randint(2, world.context[0]))
        if world.brief and rng.random() < world.brief:
            context = []
        self.nodes.append(Node(f"n{k}", ROOT, outlet, heard, kind, hour, language, context, agency))

    def copy(self, k: int) -> None:
        """An article that has it from another."""
        rng, world = self.rng, self.world
        copied = Counter(m.parent for m in self.nodes)
        weights = [world.pull if n.agency else 1.0 + copied[n.name] for n in self.nodes]
        parent = rng.choices(self.nodes, weights)[0]
        words, kind, language, keeps = list(parent.words), parent.kind, parent.language, world.keeps[0]
        step = rng.random()
        if rng.random() < world.cut:
            words = _cut(words, rng)
        if step < world.verbatim:
            pass
        elif step < world.verbatim + world.light:
            words, keeps = _reworded(words, world.hands[0], rng), world.keeps[1]
        else:
            words, keeps = _reworded(words, world.hands[1], rng), world.keeps[2]
            kind = "indirect" if rng.random() < 0.7 else kind
        if rng.random() < world.embellished:
            ending = rng.choice(OPENINGS).split()
            words += ending if kind != "direct" else []  # nobody adds to a quotation
        if kind == "indirect" and rng.random() < world.unattributed:
            kind = "none"
        second = self._second(parent, words)
        if rng.random() < self.settings.translated:
            language = "de" if language == "en" else "en"
            words = _foreign(words, language)
        share = keeps * rng.random() ** 0.5
        context = [s for s in parent.context if rng.random() < share]
        if language != parent.language:
            context = [s + _OTHER_LANGUAGE for s in context if s >= 0 and rng.random() < world.found]
        context += self.context(rng.randint(0, world.context[1]))
        hour = parent.hour + rng.expovariate(1 / world.lag)
        if world.brief and rng.random() < world.brief:
            context = []
        node = Node(f"n{k}", parent.name, f"Paper{k}", words, kind, hour, language, context, agency=False)
        node.credits = self.credits(node, parent)
        node.second = second
        self.nodes.append(node)

    def _second(self, parent: Node, words: list[str]) -> str | None:
        """Now and then, add a sentence that only another telling in the language has; whose it is."""
        rng = self.rng
        if not (self.world.mixed and rng.random() < self.world.mixed):
            return None
        other = rng.choice(self.nodes)
        new = [s for s in _sentences(other.words) if len(set(s) - set(parent.words)) > len(s) // 2]
        if other is parent or other.language != parent.language or not new:
            return None
        words += rng.choice(new)
        return other.name

    def credits(self, node: Node, parent: Node) -> list[tuple[str, str]]:
        """What the article names as its source: its parent, what its parent named, or something wrong."""
        rng, out = self.rng, []
        level = rng.choices(("near", "paragraph", "line"), (4, 2, 4))[0]
        if rng.random() < self.settings.credits:
            named = parent.outlet
            if rng.random() < self.settings.wrong:
                named = rng.choice([n.outlet for n in self.nodes] + ["Paper9999"])
            out.append((named, level))
        for named, how in parent.credits:
            if rng.random() < self.settings.credits * self.world.inherits and named != node.outlet:
                out.append((named, how))
        if rng.random() < self.world.stray:  # a line that speaks for other parts of the article
            out.append((f"Agency{rng.randrange(3)}", "line"))
        return [(name, how) for name, how in dict(reversed(out)).items() if name != node.outlet]

    def lose(self) -> None:
        """Take some sources out of the pile, agencies first, until the pile has its size."""
        rng = self.rng
        copied = {m.parent for m in self.nodes}
        inner = [n for n in self.nodes if n.name in copied]
        surplus = len(self.nodes) - self.settings.size
        rng.shuffle(inner)
        inner.sort(key=lambda n: not n.agency and rng.random() < 0.5)
        others = [n for n in self.nodes if n.name not in copied]
        rng.shuffle(others)
        for node in (inner + others)[:surplus]:
            node.lost = True


def cascade(settings: Settings, seed: int) -> Cascade:
    """One cascade with ``settings.size`` extant witnesses."""
    maker = _Maker(settings, seed)
    rng = maker.rng
    total = settings.size + sum(rng.random() < settings.lost for _ in range(settings.size))
    world = maker.world
    heard = min(total, 1 + int(rng.random() < world.second) + int(rng.random() < world.third) + total // 40)
    for k in range(total):
        if k < heard:
            maker.primary(k)
        else:
            maker.copy(k)
    maker.lose()
    dates = {n.name: _date(n, settings, rng) for n in maker.nodes if not n.lost}
    edges = tuple((n.parent, n.name) for n in maker.nodes)
    return Cascade(f"u-{seed:06d}", tuple(maker.nodes), dates, edges)


def _date(node: Node, settings: Settings, rng: random.Random) -> str | None:
    """What is known of the time: nothing, a day, a moment, seldom a month."""
    if rng.random() >= settings.dates:
        return None
    day, hour = divmod(int(node.hour), 24)
    month, day = 3 + day // 28, 1 + day % 28
    precision = rng.random()
    if precision < 0.08:
        return f"2024-{month:02d}"
    if precision < 0.65:
        return f"2024-{month:02d}-{day:02d}"
    return f"2024-{month:02d}-{day:02d}T{hour:02d}:{int(node.hour * 60) % 60:02d}:00Z"


@dataclass(frozen=True)
class Tables:
    """What the stemma takes."""

    articles: pa.Table
    statements: pa.Table
    utterances: pa.Table
    witnesses: pa.Table
    credits: pa.Table
    overlaps: pa.Table


@dataclass(frozen=True)
class _Written:
    """An article as text, and where its parts stand."""

    article: Article
    start: int
    end: int
    credits: tuple[tuple[str, int], ...]
    places: dict[int, int]


def _written(c: Cascade, node: Node) -> _Written:
    """The text of an article: its own sentences around the words, credits where their level asks for it."""
    half = len(node.context) // 2
    text, places, credits_ = "", {}, []
    for sentence in node.context[:half]:
        places[sentence] = len(text)
        text += f"{sentence:+07d} ".ljust(_SENTENCE - 1, "x") + " "
    text += "\n\n"
    near = [name for name, level in node.credits if level == "near"]
    for name in near:
        credits_.append((name, len(text)))
        text += f"{name} says: "
    start = len(text)
    text += " ".join(node.words)
    end = len(text)
    for name in (name for name, level in node.credits if level == "paragraph"):
        text += ". And so on and so forth. "
        credits_.append((name, len(text)))
        text += f"{name} has more on it."
    text += "\n\n"
    for sentence in node.context[half:]:
        places[sentence] = len(text)
        text += f"{sentence:+07d} ".ljust(_SENTENCE - 1, "x") + " "
    for name in (name for name, level in node.credits if level == "line"):
        text += "\n\nSource: "
        credits_.append((name, len(text)))
        text += name
    article = Article(
        f"a-{c.utterance_id}-{node.name}", f"{c.utterance_id}-{node.name}", None, None, node.outlet, None,
        None, None, c.dates[node.name], None, node.language, text,
    )  # fmt: skip
    return _Written(article, start, end, tuple(credits_), places)


def tables(cascades: Sequence[Cascade]) -> Tables:
    """The tables of several cascades (their outlets are kept apart by utterance)."""
    rows: dict[type, list[object]] = {
        t: [] for t in (Article, Statement, Utterance, Witness, Credit, Overlap)
    }
    for c in cascades:
        _add(c, rows)
    made = [to_table(t, listed) for t, listed in rows.items()]  # type: ignore[type-var]
    return Tables(*made)


def _add(c: Cascade, rows: dict[type, list[object]]) -> None:
    written = {n.name: _written(c, n) for n in c.extant}
    order = sorted(c.extant, key=lambda n: (c.dates[n.name] or "9", n.name))
    for k, node in enumerate(order):
        w = written[node.name]
        words = w.article.text[w.start : w.end]
        statement_id = None
        if node.kind != "none":
            statement_id = f"s-{w.article.article_id}"
            rows[Statement].append(
                Statement(
                    statement_id, w.article.article_id, node.kind, w.start, w.end, words,
                    [Span(w.start, w.end)], None, None, None, None, None, None, None, "rules", 0.9,
                )
            )  # fmt: skip
        rows[Article].append(w.article)
        rows[Witness].append(
            Witness(
                c.utterance_id, node.name, statement_id, w.article.article_id, f"{k:04d}", "extant",
                node.outlet, w.start, w.end, words, node.kind != "none", c.dates[node.name],
            )
        )  # fmt: skip
        for name, at in w.credits:
            credit_id = f"c-{w.article.article_id}-{at}"
            kind = "agency" if name.startswith("Agency") else "outlet"
            rows[Credit].append(Credit(credit_id, w.article.article_id, at, at + len(name), name, name, kind))
    rows[Overlap] += [
        o for i, a in enumerate(order) for b in order[i + 1 :] for o in _overlaps(written, a, b)
    ]
    rows[Utterance].append(
        Utterance(
            c.utterance_id, None, None, None, None, "", len(order), len(order), None, None, None, None, None
        )
    )


def _overlaps(written: dict[str, _Written], a: Node, b: Node) -> list[Overlap]:
    """The sentences that two articles share, word for word or in translation; a reworded one is not found."""
    x, y = written[a.name], written[b.name]
    told = {s % _OTHER_LANGUAGE if s >= 0 else s: s for s in y.places}
    shared = [(s, told[base]) for s in x.places if (base := s % _OTHER_LANGUAGE if s >= 0 else s) in told]
    return [
        Overlap(
            f"o-{x.article.article_id}-{b.name}-{s}", x.article.article_id, x.places[s],
            x.places[s] + _SENTENCE, y.article.article_id, y.places[t], y.places[t] + _SENTENCE,
            "verbatim" if s == t else "translated", 1.0,
        )
        for s, t in sorted(shared, key=lambda pair: x.places[pair[0]])
    ]  # fmt: skip


def varied(n: int, seed: int, largest: int = 24) -> list[Cascade]:
    """Cascades of many sizes, shares of credits, dates and lost sources, and worlds."""
    rng = random.Random(seed)
    out = []
    for k in range(n):
        settings = Settings(
            size=rng.choice([2, 3, 4, 5, 6, 8, 12, 16, largest]),
            credits=rng.choice([0.0, 0.1, 0.3, 0.5, 0.8, 1.0]),
            wrong=rng.choice([0.0, 0.04, 0.15]),
            dates=rng.choice([0.0, 0.3, 0.5, 0.8, 1.0]),
            lost=rng.choice([0.0, 0.15, 0.3, 0.5]),
            translated=rng.choice([0.0, 0.05, 0.15, 0.4]),
            world=None,
        )
        made = cascade(settings, seed * 1_000_000 + k)
        out.append(replace(made, utterance_id=f"u-{seed}-{k:06d}"))
    return out
