"""Constants of the flow as a whole."""

from __future__ import annotations

from typing import Final

BATCH: Final = 32
"""Documents a worker gets at a time: at about 50 articles a second a batch takes less than a second, so
that progress is seen and a lost worker costs little, while handing over (milliseconds) stays cheap."""

POOL_FROM: Final = 96
"""Documents from which workers are started: each takes about 2 seconds to start and to load its models,
in which one process does about 100 articles."""
