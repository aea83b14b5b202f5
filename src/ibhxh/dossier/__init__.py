"""What is filed: sheets of typed rows, the draft that holds them, and the content that gives a dossier its identity."""

from ibhxh.dossier.content import Content, FileEntry, Head, freeze, parse_content
from ibhxh.dossier.draft import Attachment, BusinessKey, ContentDigest, DossierId, Draft
from ibhxh.dossier.human_code import human_code
from ibhxh.dossier.people import Identifier, Person, find_person, people_of
from ibhxh.dossier.sheet import Cell, Sheet, Unplaced, Unread

__all__ = [
    "Attachment",
    "BusinessKey",
    "Cell",
    "Content",
    "ContentDigest",
    "DossierId",
    "Draft",
    "FileEntry",
    "Head",
    "Identifier",
    "Person",
    "Sheet",
    "Unplaced",
    "Unread",
    "find_person",
    "freeze",
    "human_code",
    "parse_content",
    "people_of",
]
