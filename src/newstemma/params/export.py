"""Constants of the exports."""

from __future__ import annotations

from typing import Final

QUOTE_CONTEXT: Final = 32
"""Characters before and after a quotation in a TextQuoteSelector. The W3C model leaves the number open; 32 is
what the Hypothesis client uses, and tells two equal quotations of one article apart."""

RIVAL: Final = 0.25
"""Probability from which an edge outside the best tree is drawn (dashed): below it a tree of twenty witnesses
becomes a thicket, and every edge is in the edges table anyway."""

ALIGNABLE: Final = 0.3
"""Share of its words that a version must have in common with the fullest one to stand in the apparatus word
by word; a translation or a free retelling, aligned by force, would turn the whole text into one variant."""
