"""Constants of the speaker stages, each with its reason.

Where a reason says "seen", the value was set on articles of the public 2014 news set that were read for the
purpose (not those of the labels in eval/speakers_labels.json).
"""

from __future__ import annotations

MAX_NAME_WORDS = 7
"""Longer capitalised runs are headlines or lists, not names; "Juan Carlos de la Cruz y Ruiz" has seven."""

MAX_BODY_WORDS = 12
"""Names of bodies are longer: "Organization for Security and Co-operation in Europe" has seven."""

MAX_NAME_CHARACTERS = 120
"""No name of a person or body that news prints is longer; a guard against text without spaces."""

MAX_MENTIONS = 20_000
"""Mentions kept per article. A 200,000-word text has fewer; a guard against name lists of megabytes."""

SOURCE_WINDOW = 400
"""Characters of a source span that are read; longer ones are relative clauses after the head."""

PRONOUN_SENTENCES = 4
"""How many sentences back a pronoun's antecedent is looked for; in news over 95% lie within three (Mitkov
2002 reports two for most genres; quotations of several sentences need one or two more)."""

PRONOUN_MARGIN = 1.0
"""How much the best antecedent's score must lead the second; below that the pronoun stays unresolved."""

ROLE_SENTENCES = 40
"""How far back "the minister" reaches: news returns to a person by role within a page."""

DOMINANT_SHARE = 0.8
"""Share of an article's resolved statements one speaker needs for an orphan quotation to be theirs."""

CONTINUATION_GAP = 6
"""Characters between a quotation and the one that goes on with it: marks, a line break, a blank line."""

COMMON_SHARE = 0.05
"""A name in more than this share of the articles (of at least 40) says nothing about their subject."""

COMMON_MINIMUM = 40
"""Below this many articles no name counts as common."""

SHARED_FOR_SUBJECT = 2
"""How many uncommon names two articles share to be on one subject; one is enough if it is a person's."""

MAX_BLOCK = 400
"""Different full names under one surname that are compared pair by pair; beyond it only equal keys join."""

ROLE_CONFIDENCE = 0.9
"""Factor on a statement's confidence when its speaker came by role alone."""

PRONOUN_CONFIDENCE = 0.85
"""Factor on a statement's confidence when its speaker came by a pronoun."""

CONTINUATION_CONFIDENCE = 0.7
"""Factor when the speaker was carried over from the statement before."""

PROMINENT = 3
"""How many times more articles must use a surname alone for one person than for the next before an
article that names neither in full is taken to mean the first."""

LEAD_SENTENCES = 4
"""Sentences from the beginning in which "a man" announces somebody who is named later."""

ANNOUNCED_SENTENCES = 6
"""Sentences after that within which the name comes: seen one to four."""

COMPANY_WEIGHT = 4
"""Weight from which a name may be what "the company" means: two for its own mention, one for a product."""

COMPANY_LEAD = 2
"""How many times the weight of the next name it must have."""

OWNER_REACH = 60
"""Characters beside a person's mention in which the possessor of a role stands: "the Brinhaven Courier's
correspondent in Velia, Ann Hale"."""
