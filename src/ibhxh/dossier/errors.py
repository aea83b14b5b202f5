"""What can be wrong with a dossier as such: its shape, not its truth (that is for `checks`)."""

from __future__ import annotations

from ibhxh.problem import Problem


class UnreadableCells(Problem):
    """Cells hold text that is no value of their field; a dossier is frozen only when every cell is read."""

    code = "UNREADABLE_CELLS"


class WrongValue(Problem):
    """A value does not have the type its field asks for."""

    code = "WRONG_VALUE"


class NotContent(Problem):
    """Bytes that are not canonical content of format 1."""

    code = "NOT_CONTENT"
