"""The law as data, and the dated look-up. The ground floor: imports no other room.

`parameters/` rates, bases, caps, floors … · `forms/<form>/<act>.yaml` one form version each · `procedures/` what a
dossier holds · `codes/` code lists · `holidays/` working days. `Law` is all of it as one object.
"""

from ibhxh.law.code_list import CodeList
from ibhxh.law.form_version import Field, FieldId, FormVersion, Kind
from ibhxh.law.identifier import IdentifierKind
from ibhxh.law.interval import Interval
from ibhxh.law.law import Law, load_law, shipped_law
from ibhxh.law.parameter import Parameter
from ibhxh.law.procedure import Procedure

__all__ = [
    "CodeList",
    "Field",
    "FieldId",
    "FormVersion",
    "IdentifierKind",
    "Interval",
    "Kind",
    "Law",
    "Parameter",
    "Procedure",
    "load_law",
    "shipped_law",
]
