"""Any dossier that can be frozen: printed, scanned at 200 dpi in another order, and back to the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ibhxh.dossier import Sheet, freeze
from ibhxh.formats.barcode import Rebuilt, rebuild
from ibhxh.printing import print_content, read_pages
from tests.build.drawn import drawn
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, TK1, any_sheet, draft, worker
from tests.printing.conftest import AT, file_of, scanned

pytestmark = pytest.mark.real


SHEETS = st.lists(any_sheet(D02) | any_sheet(D02_OF_2017) | any_sheet(TK1, max_rows=2), min_size=1, max_size=2)


# Shrinking would set and scan hundreds of pages; the failing example is enough to go on with.
@settings(
    max_examples=drawn(15),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(SHEETS.filter(lambda sheets: any(sheet.rows.height for sheet in sheets)), st.data())
def test_freeze_pages_scan_content(sheets: list[Sheet], data: st.DataObject) -> None:
    content = freeze(draft(*sheets), made_on=FILED_ON)
    pages = scanned(print_content(content, LAW, printed_at=AT, trial=True), 200)
    order = data.draw(st.permutations(range(len(pages))))
    files = [file_of(pages[number].rotate(180 * (number % 2))) for number in order]
    found = rebuild([frame for page in read_pages(files) for frame in page.frames], LAW)
    assert isinstance(found, Rebuilt)
    assert found.content == content


def test_a_sheet_without_rows_comes_before_one_with_rows() -> None:
    content = freeze(draft(Sheet.of(TK1, {}, []), Sheet.of(D02, HEADER, [worker()])), made_on=FILED_ON)
    (page,) = read_pages([print_content(content, LAW, printed_at=AT, trial=True)])
    found = rebuild(page.frames, LAW)
    assert isinstance(found, Rebuilt) and found.content == content
