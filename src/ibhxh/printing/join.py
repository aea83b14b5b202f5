"""Slices of one document made one again, tags included.

Appending pages alone would leave their tags behind, and with them PDF/UA: the trees of structure, of parents and of
table headings are joined as well (ISO 32000-1, 14.7).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def join_pdfs(slices: Sequence[bytes]) -> bytes:
    """One PDF of all slices in order, compact, with the first one's metadata; equal slices give equal bytes."""
    whole, *others = [pikepdf.open(io.BytesIO(data)) for data in slices]
    for number, other in enumerate(others, 1):
        _number_headings(other, number)
        _append(whole, other)
    out = io.BytesIO()
    whole.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    for pdf in (whole, *others):
        pdf.close()
    return out.getvalue()


def _append(whole: pikepdf.Pdf, other: pikepdf.Pdf) -> None:
    tree = whole.Root.StructTreeRoot
    shift = int(tree.ParentTreeNextKey)
    for page in other.pages:
        page.obj.StructParents = int(page.obj.StructParents) + shift
    whole.pages.extend(other.pages)
    # Only now: the copied tree then points at the copied pages.
    added = whole.copy_foreign(other.Root.StructTreeRoot)
    document = tree.K[0]
    for element in added.K[0].K:
        element.P = document
        document.K.append(element)
    numbers = added.ParentTree.Nums
    for i in range(0, len(numbers), 2):
        tree.ParentTree.Nums.append(int(numbers[i]) + shift)
        tree.ParentTree.Nums.append(numbers[i + 1])
    tree.ParentTreeNextKey = shift + int(added.ParentTreeNextKey)
    names = {bytes(named[i]): named[i + 1] for named in _named(tree, added) for i in range(0, len(named), 2)}
    if names:
        flat = [part for name, element in sorted(names.items()) for part in (pikepdf.String(name), element)]
        tree.IDTree = whole.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(flat)))


def _named(*trees: pikepdf.Object) -> list[pikepdf.Object]:
    return [tree.IDTree.Names for tree in trees if "/IDTree" in tree]


def _number_headings(pdf: pikepdf.Pdf, number: int) -> None:
    """Make the names of table headings, which each slice counts from one, different from those of the other slices."""
    for element in pdf.objects:
        if not isinstance(element, pikepdf.Dictionary) or element.get("/Type") != "/StructElem":
            continue
        if "/ID" in element:
            element.ID = _renamed(element.ID, number)
        for attributes in element.get("/A", ()):
            if "/Headers" in attributes:
                attributes.Headers = pikepdf.Array(_renamed(name, number) for name in attributes.Headers)
    if "/IDTree" in pdf.Root.StructTreeRoot:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        for i in range(0, len(names), 2):
            names[i] = _renamed(names[i], number)


def _renamed(name: pikepdf.Object, number: int) -> pikepdf.String:
    return pikepdf.String(f"{bytes(name).decode('ascii')}s{number}")
