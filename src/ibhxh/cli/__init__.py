"""The command line `ibhxh …`: one file for each group of commands. A command parses, calls one verb, shows the answer.

Exit codes: 0 done; 1 the answer is no (errors found, refused, not the same); 2 what was given cannot be used.
"""

from ibhxh.cli.main import main

__all__ = ["main"]
