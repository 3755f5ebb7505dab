"""The worlds in which cascades run: how a press works, and what is known of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

__all__ = ["Settings", "World", "any_world"]


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
