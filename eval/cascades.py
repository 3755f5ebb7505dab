"""A simulator of news cascades with known truth, on statements of our own.

One cascade is one utterance: a speech, the reporters who heard it, and the articles that copied, cut,
reworded or translated what others had. Some are lost, some credit (rightly or wrongly), some are dated.
``cascade_tables`` makes of it the tables that the stemma takes. The same seed gives the same cascades.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cascade_words import GROUPS, OPENINGS, SENTENCES, SYNONYMS
from cascade_worlds import Settings, any_world

__all__ = [
    "OTHER_LANGUAGE",
    "ROOT",
    "Cascade",
    "Node",
    "cascade",
    "speech",
    "varied",
]

ROOT = "root"
OTHER_LANGUAGE = 1_000_000  # what a sentence's number grows by when it is translated


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
            context = [s + OTHER_LANGUAGE for s in context if s >= 0 and rng.random() < world.found]
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
