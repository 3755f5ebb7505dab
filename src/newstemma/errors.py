"""Everything newstemma raises on purpose.

The tree::

    NewstemmaError            base: the message says what, where and what to do
    ├── UsageError            the call itself is wrong (exit code 2)
    │   ├── PathMissing       a path that was named does not exist
    │   ├── OutputExists      the run folder exists and --overwrite was not given
    │   ├── OutputUnwritable  the run folder cannot be written
    │   └── RunInProgress     another run is writing the same folder
    ├── NothingUsable         no input could be read (exit code 1)
    ├── InputError            one input cannot be used; becomes a row of the failures table
    ├── TableError            a table breaks its schema or an offset does not give its string
    └── GraphError            a graph has no solution (say, a node that nothing can reach)

Reading problems of single files never stop a run: they are caught at the stage's edge and kept as
rows of ``failures``. Everything else that is not in this tree is a bug and is shown as one.
"""

from __future__ import annotations

__all__ = [
    "GraphError",
    "InputError",
    "NewstemmaError",
    "NothingUsable",
    "OutputExists",
    "OutputUnwritable",
    "PathMissing",
    "RunInProgress",
    "TableError",
    "UsageError",
]


class NewstemmaError(Exception):
    """Base of all errors raised on purpose; ``str()`` gives cause, place and fix in plain words."""


class UsageError(NewstemmaError):
    """The call is wrong: a bad option, path or table name."""


class PathMissing(UsageError):
    """A path that the user named does not exist."""


class OutputExists(UsageError):
    """The output folder exists and may not be replaced."""


class OutputUnwritable(UsageError):
    """The output folder cannot be created or written."""


class RunInProgress(UsageError):
    """Another run is writing the same run folder."""


class NothingUsable(NewstemmaError):
    """No input could be read, so there is nothing to trace."""


class InputError(NewstemmaError):
    """One input cannot be used; ``reason`` is a short stable code, ``detail`` says more.

    Attributes:
        reason: a short code for the failures table, such as ``empty`` or ``not-text``.
        detail: one plain sentence: what was found, and what to do.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class TableError(NewstemmaError):
    """A table does not keep its contract."""


class GraphError(NewstemmaError):
    """A graph problem has no solution."""
