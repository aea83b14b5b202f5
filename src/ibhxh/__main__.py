"""`python -m ibhxh`: the command, where its script is not on the path."""

from ibhxh.cli import main

main()
