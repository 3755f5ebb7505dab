"""The command line: arguments in, calls out; no logic of its own."""

from __future__ import annotations

import os
import sys
import traceback

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code.

    0: all inputs read. 1: nothing usable, or an internal error. 2: wrong usage. 3: finished with failures.
    """
    # Before numpy loads: several threads on matrices this small wait for each other, and their sums would
    # depend on how many there are.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from newstemma.cli.app import app
    from newstemma.cli.console import fail
    from newstemma.errors import NewstemmaError, UsageError

    try:
        app()
    except UsageError as error:
        fail(str(error))
        sys.exit(2)
    except NewstemmaError as error:
        fail(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone (say, `| head`): nothing is wrong here.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - a bug: shown whole, with what to do, and told by the exit code
        traceback.print_exc()
        fail(f"internal error ({type(error).__name__}); please report it with the lines above.")
        sys.exit(1)
    except KeyboardInterrupt:
        fail("stopped; nothing was written.")
        sys.exit(130)
