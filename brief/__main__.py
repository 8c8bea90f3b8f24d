"""`python -m brief`: the same as the command `brief`."""

from __future__ import annotations

from brief.cli import main

if __name__ == "__main__":  # a spawned worker imports this module once more, under another name
    main()
