"""Constants of the credit stage, each with its reason."""

from __future__ import annotations

WINDOW = 140
"""Characters after (or before) a trigger in which the credited name is read: "the German-language
newspaper of the region, ..." has under 100."""

MAX_NAME_WORDS = 7
"""Outlets' names are no longer: "The Canadian Press Broadcast News Service" has six."""

LEAD = 160
"""Characters of a line in which a dateline or an agency in brackets may stand ("WASHINGTON, Feb. 3
(Agency) - ")."""

MIN_SHARED = 6
"""Rare content words that a crediting article and a credited one must share to be tied by text. Two
articles on one story share dozens; two on different stories of one outlet seldom four (seen on 200 pairs
of the public 2014 set)."""

RARE_SHARE = 0.1
"""A word in more than this share of the articles of a pile (of at least ``RARE_MINIMUM``) is not rare."""

RARE_MINIMUM = 200
"""Below this many articles every word counts as rare: a small pile is about one event, whose words all its
articles share."""

BEST_MARGIN = 1.25
"""How many times more words the best of several articles of one outlet must share than the second."""

VENUE_SENTENCES = 2
"""How many sentences after an interview's credit a statement by the same speaker, without a venue of its
own, is still said there for certain."""

PILE_NAME = 5
"""Letters from which the name of an outlet of the pile is told from a common word."""

ACT_BEFORE = 110
"""Characters before a known outlet in which the word that governs it stands: a verb of speech, its object
and "to" ("confirmed the death of the singer to")."""

ACT_AFTER = 70
"""Characters after a known outlet in which its verb begins: a name in the genitive, a bracket and adverbs."""

EVIDENCE = 3.0
"""Weight from which a name that no list knows counts as an outlet. The weights are in
``credit/weigh.py``; one strong sign or three weak ones reach it. Set on 72 labelled articles."""

TOPIC = 6
"""From this many mentions on a name is what an article is about rather than where it has it from: in 72
labelled articles no source that only the words around it gave away was named more than five times."""

ANAPHOR = 600
"""Characters after a name in which "the site" may mean it."""

SURNAME = 20_000
"""Characters of a text in which a full name is looked for before its last word counts as a station: persons
are introduced early, and a text of a megabyte must not be read again for every name."""

COPYRIGHT_WORDS = 3
"""Words of an unknown name between a copyright sign and "All rights reserved" that are taken for an outlet's:
longer ones are companies and sentences."""

ANAPHORA = 250
"""Characters after an outlet's name in which "the site says" makes it a source; two sentences are shorter."""

SPEECH_WORDS = 5
"""Words from which a quotation is taken for speech: the names of outlets and shows, and words used as terms,
are quoted in one to four."""

NAMES_KEPT = 20_000
"""Runs of words whose form and judgement a process keeps: names come again in their article and in the next
ones. Two or three megabytes for each of the four things that are kept."""
