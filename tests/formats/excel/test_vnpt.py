"""VNPT's D02-TK1 file, as a twin made from our own table of its columns: every trap of the field."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.formats.excel import read_workbook, write_vnpt
from ibhxh.formats.excel.errors import EmptySheet, WrongAnswer
from ibhxh.formats.excel.vnpt_columns import vnpt_columns
from ibhxh.formats.excel.vnpt_writer import RawCell
from ibhxh.law.months import month_index
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, TK1, worker
from tests.formats.excel.twins import codes, first, imported, unread
from tests.formats.excel.workbooks import changed, with_sheet_xml

pytestmark = pytest.mark.unit

JANUARY = date(2026, 1, 30)


PEOPLE = [
    worker(),
    worker(
        full_name="Bùi Văn Được", personal_id="099090000041", si_number="9900000041", sex="male", birth_date="1990",
        plan="DC", declaration_kind="2", wage=None, wage_coefficient=46_500, position_allowance=5_000,
        seniority_beyond_scale=50_000, trade_seniority=100_000, contract_kind="indefinite", contract_end=None,
        late_interest=True, has_book=False, hi_level="4", living_area="K1", department="Tổ 2", result_medium="paper",
    ),
    worker(
        full_name="Sato Kenji", personal_id=None, passport_number="TK1234567", nationality="JP", birth_date="1979-04",
        plan="GH", declaration_kind="3", contract_kind="other", wage_allowance=500_000, wage_supplement=300_000,
        to_month=month_index("2026-08"), died_on=date(2026, 7, 2), declared_rate=325_000,
    ),
]  # fmt: skip


@pytest.mark.parametrize("computed", [True, False])
def test_a_list_comes_back_as_it_was(computed: bool) -> None:
    read = imported(*PEOPLE, computed=computed)
    assert read.template == "vnpt-d02-tk1"
    sheet = read.sheets[0]
    assert sheet.version is D02
    assert sheet.rows.to_dicts() == Sheet.of(D02, {}, PEOPLE).rows.to_dicts()
    assert sheet.unread == ()
    looked_up = {field for code, field in codes(read) if code == "CODE_FROM_NAME"}
    assert looked_up == (set() if computed else {"declaration_kind", "plan", "nationality", "care_facility"})


def test_positions_and_hazards_belong_to_the_older_form_only() -> None:
    days = {"manager_from": date(2026, 1, 5), "hazardous_to": date(2026, 1, 9)}
    old = worker(wage_region="01", **days)
    del old["care_facility"], old["result_medium"]
    read = imported(old, on=JANUARY)
    assert read.sheets[0].version is D02_OF_2017
    assert [first(read, name) for name in days] == list(days.values())
    data = write_vnpt(Sheet.of(D02_OF_2017, {}, [old]), LAW)
    newer = read_workbook(data, "mau.xlsx", LAW, filed_on=FILED_ON)
    left = [note.words.vi for note in newer.notes if note.code == "NO_PLACE"]
    assert left == [
        "Cột BI “Nhà quản lý: Ngày bắt đầu” có 1 ô không có chỗ trong mẫu D02-LT, nên không chuyển sang.",
        "Cột BR “Nghề nặng nhọc, độc hại: Ngày kết thúc” có 1 ô không có chỗ trong mẫu D02-LT, nên không chuyển sang.",
    ]
    assert newer.header["wage_region"] == "01"


def test_prepared_rows_and_their_sample_cells_are_no_people() -> None:
    sheet = Sheet.of(D02, {}, [worker()])
    sample = {(3, "AJ"): "Tỉnh Đồng Nai", (3, "AL"): "Trung tâm Y tế khu vực Bù Đốp", (4, "BX"): 1, (5, "AM"): 0}
    read = read_workbook(write_vnpt(sheet, LAW, overrides=sample), "mau.xlsx", LAW, filed_on=FILED_ON)
    assert read.sheets[0].rows.height == 1


def test_a_row_with_a_wage_and_no_name_is_not_dropped() -> None:
    sheet = Sheet.of(D02, {}, [worker()])
    read = read_workbook(write_vnpt(sheet, LAW, overrides={(4, "wage"): 5_000_000}), "a", LAW, filed_on=FILED_ON)
    assert read.sheets[0].rows["wage"].to_list() == [5_681_700, 5_000_000]
    assert read.place("D02-LT", 1, "wage") == "Dữ Liệu!J8"


def test_a_sheet_without_people_is_said_with_its_first_row() -> None:
    data = write_vnpt(Sheet.of(D02, {}, []), LAW)
    with pytest.raises(EmptySheet, match="bắt đầu từ dòng 4"):
        read_workbook(data, "mau.xlsx", LAW, filed_on=FILED_ON)


def test_cells_are_found_again_in_excel() -> None:
    read = imported(*PEOPLE)
    places = {
        name: read.place("D02-LT", 0, name) for name in ("full_name", "from_month", "plan", "care_facility", "wage")
    }
    assert places == {
        "full_name": "Dữ Liệu!B4",
        "from_month": "Dữ Liệu!P4",
        "plan": "Dữ Liệu!F4",
        "care_facility": "Dữ Liệu!AL4",
        "wage": "Dữ Liệu!J4",
    }
    assert [read.place("D02-LT", row, "effective_on") for row in range(3)] == [
        "Dữ Liệu!BT4",
        "Dữ Liệu!BS5",
        "Dữ Liệu!BV6",
    ]
    assert read.place("D02-LT", 2, "contract_end") == "Dữ Liệu!BW6"
    assert read.place("D02-LT", 2, "absent_from") == "Dữ Liệu!6:6"


def test_a_formula_nobody_computed_is_kept_word_for_word() -> None:
    read = imported(wage="=J5*1.07", birth_date="=VLOOKUP(B4,Nguồn!A:B,2,FALSE)", full_name="#N/A")
    assert unread(read) == (
        Unread(0, "full_name", "#N/A"),
        Unread(0, "birth_date", "=VLOOKUP(B4,Nguồn!A:B,2,FALSE)"),
        Unread(0, "wage", "=J5*1.07"),
    )
    assert ("NO_VALUE", "wage") in codes(read)


def test_money_a_formula_left_at_zero_is_not_worth_zero() -> None:
    data = write_vnpt(
        Sheet.of(D02, {}, [worker(), worker()]), LAW, overrides={(0, "wage"): "=1+1", (1, "wage"): "=2+2"}
    )
    zero = with_sheet_xml(data, lambda xml: xml.replace("<f>1+1</f></c>", "<f>1+1</f><v>0</v></c>"))
    stored = with_sheet_xml(zero, lambda xml: xml.replace("<f>2+2</f></c>", "<f>2+2</f><v>4000000</v></c>"))
    read = read_workbook(stored, "mau.xlsx", LAW, filed_on=FILED_ON)
    assert unread(read) == (Unread(0, "wage", "=1+1"),)
    assert read.sheets[0].rows["wage"].to_list() == [None, 4_000_000]
    assert [note.words.vi[:24] for note in read.notes if note.code == "FORMULA_VALUES"] == ["Tiền lương: 1 ô là công "]


def test_errors_in_code_columns_are_looked_up_again() -> None:
    read = imported(AM="#REF!", G="#N/A", AG="=X4")
    assert (first(read, "care_facility"), first(read, "plan"), first(read, "nationality")) == ("79001", "TM", "VN")
    assert unread(read) == ()


def test_where_name_and_code_disagree_the_chosen_name_counts() -> None:
    read = imported(F="ON - Đi làm lại", G="TM")
    assert first(read, "plan") == "ON"
    (note,) = [note for note in read.notes if note.code == "CODE_DISAGREES"]
    assert (note.before, note.after) == ("ON - Đi làm lại / TM", "ON")


@pytest.mark.parametrize(
    ("name", "code", "plan"),
    [
        ("ON - Đi làm lại", None, "ON"),
        ("đi làm lại", None, "ON"),
        ("KL - NghỈ không lương", None, "KL"),
        (None, "TM", "TM"),
        ("", "OM", "OM"),
        ("TL - Tăng tham gia TNLÐ, BNN", 0, "TL"),
    ],
)
def test_the_plan_from_its_name_or_its_code(name: RawCell, code: RawCell, plan: str) -> None:
    assert first(imported(F=name, G=code), "plan") == plan


@pytest.mark.parametrize(
    ("province", "province_code", "name", "code", "facility"),
    [
        (None, "79", None, "001", "79001"),
        (None, "01", None, "C05", "01C05"),
        (None, 1, None, "005", "01005"),
        (None, None, None, "01-001", "01001"),
        (None, None, None, 1005, "01005"),
        ("Thành phố Hồ Chí Minh", None, None, "001", "79001"),
        ("Thành phố Hà Nội", None, "Bệnh viện Hữu Nghị", None, "01001"),
        ("Thành phố Hà Nội", None, "BỆNH VIỆN HỮU NGHỊ ", None, "01001"),
        ("Bộ quốc phòng", None, None, "011", "97011"),
        ("Tỉnh Lai Châu", None, None, None, None),
    ],
)
def test_the_care_facility_from_province_and_number_or_name(
    province: RawCell, province_code: RawCell, name: RawCell, code: RawCell, facility: str | None
) -> None:
    assert first(imported(AJ=province, AK=province_code, AL=name, AM=code), "care_facility") == facility


def test_an_unknown_facility_stays_as_it_was_typed() -> None:
    read = imported(AL="Phòng khám Không Có", AM=None)
    assert unread(read) == (Unread(0, "care_facility", "Phòng khám Không Có"),)
    assert ("UNKNOWN_NAME", "care_facility") in codes(read)


@pytest.mark.parametrize(
    ("cell", "wage", "coefficient"),
    [
        (5_000_000, 5_000_000, None),
        ("5.000.000", 5_000_000, None),
        (4.65, None, 46_500),
        ("4,65", None, 46_500),
        ("2.34", None, 23_400),
        (800, 800, None),
    ],
)
def test_a_wage_may_be_a_coefficient(cell: RawCell, wage: Cell, coefficient: Cell) -> None:
    read = imported(wage=cell)
    assert (first(read, "wage"), first(read, "wage_coefficient")) == (wage, coefficient)


def test_what_may_be_thousands_or_a_coefficient_is_neither() -> None:
    assert unread(imported(wage="4.650")) == (Unread(0, "wage", "4.650"),)


def test_birth_dates_months_rates_and_flags_as_people_type_them() -> None:
    read = imported(birth_date=1990, from_month=date(2026, 7, 1), to_month="7/2026", T="32,5", U="x", V=0, AE=0)
    row = read.sheets[0].rows.row(0, named=True)
    assert row["birth_date"] == "1990"
    assert row["from_month"] == row["to_month"] == month_index("2026-07")
    assert (row["declared_rate"], row["late_interest"], row["has_book"], row["sex"]) == (325_000, True, False, "female")


def test_numbers_typed_as_numbers_get_their_zeros_back_and_it_is_said() -> None:
    read = imported(si_number=790000101, personal_id=79199000101)
    assert (first(read, "si_number"), first(read, "personal_id")) == ("0790000101", "079199000101")
    notes = [note for note in read.notes if note.code == "ZEROS_RESTORED"]
    assert [(note.row, note.field, note.before, note.after) for note in notes] == [
        (0, "si_number", "790000101", "0790000101"),
        (0, "personal_id", "79199000101", "079199000101"),
    ]
    assert notes[0].words.vi == "Mã số BHXH mất số 0 ở đầu do Excel; đã đọc 790000101 thành 0790000101."


def test_a_name_in_decomposed_letters_is_normalised_and_counted() -> None:
    typed = unicodedata.normalize("NFD", "Vũ Thị Phương Nga")
    read = imported(full_name=typed)
    assert first(read, "full_name") == "Vũ Thị Phương Nga"
    (note,) = [note for note in read.notes if note.code == "ACCENTS"]
    assert note.words.vi == "Dấu tiếng Việt của 1 ô đã được chuẩn hóa, chữ không đổi."


def test_an_old_font_is_kept_and_named() -> None:
    read = imported(full_name="NguyÔn ThÞ Lan")
    assert unread(read) == (Unread(0, "full_name", "NguyÔn ThÞ Lan"),)
    (note,) = [note for note in read.notes if note.code == "OLD_FONT"]
    assert "TCVN3" in note.words.vi
    assert note.after == "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    ("note", "engagement"),
    [
        ("HĐLĐ thứ hai; đơn vị thứ nhất: Công ty A", "second_contract"),
        ("hợp đồng lao động thứ 2", "second_contract"),
        ("Không trọn thời gian, 94 giờ", "part_time"),
        ("di chuyển nội bộ doanh nghiệp", "transferee"),
        ("HĐ thử việc 2 tháng", "probation"),
        ("khong tron thoi gian", "part_time"),
        ("HĐLĐ số 12, thời gian 12 tháng", "full_time"),
    ],
)
def test_the_engagement_a_note_tells_of(note: str, engagement: str) -> None:
    read = imported(note=note)
    assert first(read, "engagement") == engagement
    said = [n for n in read.notes if n.code == "ENGAGEMENT_FROM_NOTE"]
    assert len(said) == (engagement != "full_time")


def test_the_phrase_is_quoted_as_it_was_written() -> None:
    (said,) = [n for n in imported(note="Làm KHÔNG TRỌN thời gian.").notes if n.code == "ENGAGEMENT_FROM_NOTE"]
    assert said.before == "KHÔNG TRỌN thời gian"


@pytest.mark.parametrize(
    ("raw", "kind", "start", "end"),
    [
        ({"BS": "12/02/2026", "BT": None, "BU": None}, "indefinite", date(2026, 2, 12), None),
        ({"BT": "13/02/2026", "BU": "12/02/2027"}, "fixed", date(2026, 2, 13), date(2027, 2, 12)),
        (
            {"BT": None, "BU": None, "BV": date(2026, 2, 15), "BW": "16/05/2026"},
            "other",
            date(2026, 2, 15),
            date(2026, 5, 16),
        ),
    ],
)
def test_the_contract_is_the_pair_of_dates_that_is_filled(
    raw: dict[str, RawCell], kind: str, start: date, end: date | None
) -> None:
    read = imported(**raw)
    assert (first(read, "contract_kind"), first(read, "effective_on"), first(read, "contract_end")) == (
        kind,
        start,
        end,
    )


def test_two_contracts_for_one_person_are_left_to_a_person() -> None:
    read = imported(BS="12/02/2026", BT="13/02/2026", BU="14/02/2026")
    assert unread(read) == (Unread(0, "contract_kind", "12/02/2026; 13/02/2026 – 14/02/2026"),)
    assert first(read, "effective_on") is None
    assert ("CONTRACTS", "contract_kind") in codes(read)
    assert not [question for question in read.questions if question.field == "contract_kind"]


def test_a_date_that_is_none_leaves_the_contract_known() -> None:
    read = imported(BT="31/02/2026")
    assert first(read, "contract_kind") == "fixed"
    assert unread(read) == (Unread(0, "effective_on", "31/02/2026"),)


def test_how_results_are_received() -> None:
    assert first(imported(BX=1, BY=0), "result_medium") == "electronic"
    assert first(imported(BX=0, BY=1), "result_medium") == "paper"
    assert unread(imported(BX=1, BY=1)) == (Unread(0, "result_medium", "1 / 1"),)


def test_columns_may_stand_elsewhere_and_new_ones_are_told() -> None:
    data = write_vnpt(Sheet.of(D02, {}, [worker()]), LAW, overrides={(0, "CF"): "tổ trưởng"})
    headed = with_sheet_xml(
        data,
        lambda xml: xml.replace('<row r="2"', '<row r="2" x="1"', 1),
    )
    read = read_workbook(headed, "mau.xlsx", LAW, filed_on=FILED_ON)
    (note,) = [note for note in read.notes if note.code == "UNKNOWN_COLUMN"]
    assert note.words.vi.startswith("Cột CF")
    assert read.sheets[0].rows["full_name"].to_list() == ["Trần Thị Mai Lan"]


def test_the_sheet_is_known_by_its_third_row_whatever_it_is_called() -> None:
    data = write_vnpt(Sheet.of(D02, {}, [worker()]), LAW)

    def rename(part: str, xml: bytes) -> bytes:
        return xml.replace("Dữ Liệu".encode(), b"Sheet1") if part == "xl/workbook.xml" else xml

    read = read_workbook(changed(data, rename), "khác.xlsx", LAW, filed_on=FILED_ON)
    assert read.template == "vnpt-d02-tk1"
    assert read.place("D02-LT", 0, "full_name") == "Sheet1!B4"


# Questions


def test_what_the_file_does_not_say_is_asked_once_with_a_default() -> None:
    bare = worker(engagement=None, result_medium=None, contract_kind=None, effective_on=None, contract_end=None)
    leaver = bare | {"plan": "GH", "full_name": "Trần Văn Lợi"}
    changer = bare | {"plan": "DC", "full_name": "Lê Thị Út"}
    read = imported(bare | {"nationality": None}, leaver, changer)
    asked = {question.field: (question.used, question.rows) for question in read.questions}
    assert asked == {
        "work_week": ("6", 0),
        "wage_region": (None, 0),
        "engagement": ("full_time", 3),
        "nationality": ("VN", 1),
        "contract_kind": (None, 1),
        "result_medium": ("electronic", 2),
    }
    rows = read.sheets[0].rows
    assert rows["result_medium"].to_list() == ["electronic", "electronic", None]
    assert rows["nationality"].to_list() == ["VN", "VN", "VN"]
    assert read.header == {"work_week": "6"}
    (medium,) = [question for question in read.questions if question.field == "result_medium"]
    assert [(option.value, option.words.vi) for option in medium.options] == [
        ("electronic", "Bản điện tử"),
        ("paper", "Bản giấy"),
    ]


def test_answers_fill_gaps_and_never_replace_what_the_file_says() -> None:
    sheet = Sheet.of(D02, {}, [worker(nationality="JP"), worker(nationality=None)])
    answers: dict[str, Cell] = {**HEADER, "nationality": "KR", "engagement": "part_time", "work_week": "5"}
    read = read_workbook(write_vnpt(sheet, LAW), "mau.xlsx", LAW, filed_on=FILED_ON, answers=answers)
    assert read.sheets[0].rows["nationality"].to_list() == ["JP", "KR"]
    assert read.sheets[0].rows["engagement"].to_list() == ["part_time", "part_time"]
    assert read.sheets[0].header["work_week"] == "5"
    assert read.sheets[0].header["unit_name"] == HEADER["unit_name"]
    assert {question.field: question.default for question in read.questions}["engagement"] == "full_time"


@pytest.mark.parametrize("answers", [{"engagement": "sometimes"}, {"full_name": "A"}, {"nationality": "Việt Nam"}])
def test_an_answer_that_is_none_is_refused(answers: dict[str, Cell]) -> None:
    with pytest.raises(WrongAnswer):
        read_workbook(
            write_vnpt(Sheet.of(D02, {}, [worker(nationality=None)]), LAW), "a", LAW, filed_on=FILED_ON, answers=answers
        )


def test_unread_cells_are_no_gaps() -> None:
    read = imported(AF="Nhật Bổn", AG=None)
    assert unread(read) == (Unread(0, "nationality", "Nhật Bổn"),)
    assert first(read, "nationality") is None


def test_the_table_of_columns_is_whole() -> None:
    columns = vnpt_columns()
    assert len(columns) == 82
    assert [column.letters for column in columns if column.element is None] == ["AR", "AS"]
    known = {f.id for version in (D02, D02_OF_2017, TK1) for f in version.wire.row}
    assert {column.field for column in columns if column.field} <= known
