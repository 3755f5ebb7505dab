"""``python -m newstemma``."""

from newstemma.cli import main

if __name__ == "__main__":
    main()
