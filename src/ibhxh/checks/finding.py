"""A finding: which rule, where, with which values. Its words are made on display."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ibhxh.checks.param import Stored
from ibhxh.checks.rule import RuleId, Severity
from ibhxh.checks.rule_book import rule_of
from ibhxh.law import FieldId, FormVersion
from ibhxh.law.form_version import Column
from ibhxh.words import Lang, Words, same

#: The dossier's own fields, which stand on no form.
DOSSIER_FIELDS: Mapping[FieldId, Words] = {
    "procedure": Words("Thủ tục", "Procedure"),
    "unit_code": Words("Mã đơn vị", "Unit code"),
    "mst": Words("Mã số thuế", "Tax code (MST)"),
    "agency_code": Words("Mã cơ quan BHXH", "Agency code"),
    "period": Words("Kỳ kê khai", "Period"),
    "round": Words("Đợt", "Round"),
    "sheets": Words("Biểu mẫu", "Forms"),
    "people": Words("Người lao động của đơn vị", "The unit's people"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: sheet and row count from 0. No row is the sheet's header, no sheet the dossier itself."""

    sheet: int | None
    row: int | None
    field: FieldId

    def words(self, version: FormVersion | None) -> Words:
        """Dòng 12, cột 14 “Từ tháng”. `version` is the sheet's, None for the dossier."""
        if version is None:
            name = DOSSIER_FIELDS.get(self.field, same(self.field))
            return Words(f"Hồ sơ, “{name.vi}”", f"Dossier, “{name.en}”")
        name = version.face.name(self.field)
        if self.row is None:
            return Words(f"{version.form}, phần đầu, “{name.vi}”", f"{version.form}, header, “{name.en}”")
        signs = _signs(version, self.field)
        number = self.row + 1
        if version.face.print.layout == "declaration":
            item = Words(f" mục {signs}", f" item {signs}") if signs else same("")
            return Words(
                f"{version.form} số {number},{item.vi} “{name.vi}”",
                f"{version.form} no. {number},{item.en} “{name.en}”",
            )
        column = Words(f" cột {signs}", f" column {signs}") if signs else same("")
        return Words(f"Dòng {number},{column.vi} “{name.vi}”", f"Row {number},{column.en} “{name.en}”")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at a place. `params` are the stored values of the places in its words."""

    rule: RuleId
    rev: int
    severity: Severity
    place: Place
    params: Mapping[str, Stored]

    def words(self, version: FormVersion | None) -> Words:
        """What, why and how, with the law at the end; the place is not in it. Raises `UnknownRule`."""
        rule = rule_of(self.rule, self.rev, version)
        face = version.face if version else None
        said = rule.words.fill(**{name: param.show(self.params[name], face) for name, param in rule.params.items()})
        return Words(f"{said.vi} ({rule.cite.vi})", f"{said.en} ({rule.cite.en})") if rule.cite else said

    def text(
        self, lang: Lang, version: FormVersion | None, *, address: Callable[[Place], str | None] | None = None
    ) -> str:
        """The whole sentence, its place in front: Dòng 12, cột 14 “Từ tháng”: …

        `version` is the sheet's form version, None for the dossier. `address` may name the cell in the caller's own
        file (N27). Raises `UnknownRule`.
        """
        where = self.place.words(version).text(lang)
        cell = address(self.place) if address else None
        named = {"vi": f"{where} (ô {cell})", "en": f"{where} (cell {cell})"}[lang] if cell else where
        return f"{named}: {self.words(version).text(lang)}"


def _signs(version: FormVersion, field: FieldId) -> str:
    """The printed signs of the columns that show the field: 14, or 10–12 for one that is ticked in three."""
    leaves = [leaf for top in version.face.print.columns for leaf in top.leaves() if field in leaf.fields]
    signs = list(dict.fromkeys(_sign(leaf) for leaf in leaves))
    return "–".join(signs[:: max(1, len(signs) - 1)])


def _sign(leaf: Column) -> str:
    return leaf.number or ""
