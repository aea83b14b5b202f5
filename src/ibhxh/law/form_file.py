"""Reading form files: `law/forms/<form>/<act>.yaml` → `FormVersion`, and the seal of `released.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ibhxh.law.errors import LawDataFault
from ibhxh.law.form_version import (
    Column,
    Face,
    Field,
    FieldId,
    FormVersion,
    Kind,
    Label,
    PrintFace,
    Wire,
    XmlElement,
    XmlFace,
    wire_digest,
)
from ibhxh.law.strict import Entry, read_yaml, text_map
from ibhxh.words import Words


def read_form(path: Path) -> FormVersion:
    """The form version of one file; `LawDataFault` names the place of anything wrong in it."""
    data = read_yaml(path)
    top = Entry(data, f"{path.parent.name}/{path.name}")
    wire = _wire(Entry(top.take("wire", dict), f"{top.where}: wire"))
    version = FormVersion(
        form=top.take("form", str),
        act=top.take("act", str),
        rev=top.take("rev", int),
        accepted=top.interval("accepted"),
        reference=top.words("reference"),
        wire=wire,
        face=_face(Entry(top.take("face", dict), f"{top.where}: face"), wire),
    )
    top.done()
    if (version.form, version.act) != (path.parent.name, path.stem):
        raise LawDataFault(
            top.where,
            Words("Tên tệp khác mã mẫu và văn bản ghi bên trong.", "The file's name differs from its form and act."),
            Words("Đặt tên tệp <mẫu>/<văn bản>.yaml.", "Name it <form>/<act>.yaml."),
        )
    return version


def seal_of(path: Path) -> tuple[str, str]:
    """(`D02-LT/qd366-2026 rev 1`, SHA-256 hex of its wire part): one line of `released.txt`."""
    data = read_yaml(path)
    name = f"{data['form']}/{data['act']} rev {data['rev']}"
    return name, wire_digest(data["form"], data["act"], data["rev"], data["wire"])


def _wire(entry: Entry) -> Wire:
    header = tuple(_field(item) for item in entry.entries("header"))
    row = tuple(_field(item) for item in entry.entries("row"))
    entry.done()
    ids = [field.id for field in (*header, *row)]
    if len(ids) != len(set(ids)):
        raise LawDataFault(
            entry.where,
            Words("Có chỉ tiêu trùng tên.", "Two fields share an id."),
            Words("Mỗi chỉ tiêu một tên.", "Give each field its own id."),
        )
    return Wire(header, row)


def _field(entry: Entry) -> Field:
    kind = entry.take("type", str)
    if kind not in set(Kind):
        raise LawDataFault(
            entry.where,
            Words(f"Kiểu “{kind}” không có trong danh sách.", f"“{kind}” is no field type."),
            Words(f"Chọn một trong: {', '.join(Kind)}.", f"Choose one of: {', '.join(Kind)}."),
        )
    always = entry.take("required", str, None)
    when = entry.take("required_when", dict, None)
    field = Field(
        id=entry.take("id", str),
        kind=Kind(kind),
        size=entry.take("size", int, None),
        values=tuple(entry.take("values", list, [])),
        code_list=entry.take("list", str, None),
        required_when={} if always == "always" else _values(when),
    )
    entry.done()
    return field


def _values(when: Mapping[str, list[Any]] | None) -> Mapping[FieldId, tuple[str, ...]] | None:
    return None if when is None else {name: tuple(map(str, values)) for name, values in when.items()}


def _face(entry: Entry, wire: Wire) -> Face:
    raw: Mapping[FieldId, Any] = entry.take("labels", dict)
    face = Face(
        title=entry.words("title"),
        labels={name: _label(Entry(label, f"{entry.where}: labels: {name}")) for name, label in raw.items()},
        print=_print(Entry(entry.take("print", dict), f"{entry.where}: print")),
        xml=_xml(Entry(entry.take("xml", dict), f"{entry.where}: xml")),
    )
    entry.done()
    known = {field.id for field in (*wire.header, *wire.row)}
    shown = {name for top in face.print.columns for leaf in top.leaves() for name in leaf.fields}
    shown |= {name for line in face.print.header_lines for _, name in line}
    written = {element.field for element in (*face.xml.header, *face.xml.row) if element.field}
    if known != set(face.labels) or not shown <= known or written != known:
        strange = sorted((known ^ set(face.labels)) | (shown - known) | (written ^ known))
        raise LawDataFault(
            entry.where,
            Words(f"Chỉ tiêu chưa khớp giữa wire và face: {strange}.", f"Fields of wire and face differ: {strange}."),
            Words(
                "Mỗi chỉ tiêu của wire có đúng một nhãn và một phần tử XML.",
                "Give each wire field one label and one XML element.",
            ),
        )
    return face


def _label(entry: Entry) -> Label:
    choices: Mapping[Any, Any] = entry.take("choices", dict, {})
    label = Label(
        name=entry.words(),
        help=entry.words("help") if entry.has("help") else None,
        choices={str(value): Entry(words, f"{entry.where}: {value}").words() for value, words in choices.items()},
        aliases=tuple(entry.take("aliases", list, [])),
    )
    entry.done()
    return label


def _print(entry: Entry) -> PrintFace:
    lines = entry.take("header_lines", list)
    face = PrintFace(
        layout=entry.take("layout", str),
        columns=tuple(_column(item) for item in entry.entries("columns")),
        header_lines=tuple(tuple((label, name) for label, name in line) for line in lines),
        signer=entry.words("signer"),
    )
    entry.done()
    return face


def _column(entry: Entry) -> Column:
    if entry.has("columns"):
        inner = tuple(_column(item) for item in entry.entries("columns"))
        group = Column(None, entry.words(), sum(column.width for column in inner), columns=inner)
        entry.done()
        return group
    column = Column(
        number=str(entry.take("sign", str)),
        name=entry.words(),
        width=entry.take("width", int),
        fields=tuple(entry.take("show", list, [])),
        join=entry.take("join", str, " - "),
        total=entry.take("total", bool, False),
        mark=entry.take("mark", str, None),
        align=entry.take("align", str, "left"),
    )
    entry.done()
    return column


def _xml(entry: Entry) -> XmlFace:
    face = XmlFace(
        root=entry.take("root", str),
        header=tuple(_element(item) for item in entry.entries("header")),
        row=tuple(_element(item) for item in entry.entries("row")),
    )
    entry.done()
    return face


def _element(entry: Entry) -> XmlElement:
    span = entry.take("slice", list, None)
    element = XmlElement(
        name=entry.take("name", str),
        field=entry.take("field", str, None),
        copy=entry.take("copy", str, None),
        constant=entry.take("constant", str, None),
        row_number=entry.take("row_number", bool, False),
        codes=text_map(entry.take("codes", dict, None)),
        slice=(span[0], span[1]) if span else None,
        when=text_map(entry.take("when", dict, None)),
        as_precision=entry.take("as_precision", bool, False),
    )
    entry.done()
    return element
