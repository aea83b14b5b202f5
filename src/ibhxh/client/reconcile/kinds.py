"""The catalogue of differences: what each is, whence it usually comes, what clears it."""

from __future__ import annotations

from collections.abc import Mapping

from ibhxh.client.reconcile.difference import DifferenceKind, Layer
from ibhxh.words import Words

_PEOPLE, _FUNDS, _MONEY = Layer.PEOPLE, Layer.FUNDS, Layer.MONEY

_ALL = (
    DifferenceKind(
        "R01",
        _PEOPLE,
        Words("Cơ quan BHXH thiếu người", "Person missing at the agency"),
        Words(
            "{name} có trong danh sách của đơn vị, chưa có trong danh sách của cơ quan BHXH.",
            "{name} is on the unit's list and not on the agency's.",
        ),
        Words(
            "Hồ sơ báo tăng nộp muộn, bị trả lại hoặc chưa được giải quyết.",
            "The increase was filed late, returned, or is not yet settled.",
        ),
        Words("Lập hồ sơ báo tăng.", "Report the increase."),
    ),
    DifferenceKind(
        "R02",
        _PEOPLE,
        Words("Cơ quan BHXH thừa người", "Person too many at the agency"),
        Words(
            "{name} không có trong danh sách của đơn vị, vẫn còn trong danh sách của cơ quan BHXH.",
            "{name} is not on the unit's list and still on the agency's.",
        ),
        Words(
            "Báo giảm chậm, hoặc dòng báo giảm chưa được ghi nhận.",
            "The decrease came late, or its line was not booked.",
        ),
        Words(
            "Lập hồ sơ báo giảm; các tháng báo chậm có thể vẫn phải đóng BHYT.",
            "Report the decrease; health insurance of the late months may stay due.",
        ),
    ),
    DifferenceKind(
        "R03",
        _PEOPLE,
        Words("Tiền lương khác nhau", "Wages differ"),
        Words(
            "{name}: đơn vị ghi lương {own}, cơ quan BHXH ghi {theirs}.",
            "{name}: the unit has a wage of {own}, the agency {theirs}.",
        ),
        Words("Thay đổi lương chưa báo, hoặc ghi nhầm số.", "A change of wage not reported, or a figure mistyped."),
        Words(
            "Lập hồ sơ điều chỉnh tiền lương, truy đóng hoặc giảm các tháng đã qua.",
            "File the change of wage, with arrears or a reversal for past months.",
        ),
    ),
    DifferenceKind(
        "R04",
        _PEOPLE,
        Words("Căn cứ đóng khác nhau", "Bases differ"),
        Words(
            "{name}: cùng mức lương, đơn vị tính trên {own}, cơ quan BHXH tính trên {theirs}.",
            "{name}: the wage is the same, the unit reckons on {own}, the agency on {theirs}.",
        ),
        Words(
            "Mức tham chiếu hoặc lương tối thiểu vùng thay đổi mà một bên chưa cập nhật.",
            "The reference level or the regional wage changed and one side has not followed.",
        ),
        Words("Đề nghị cơ quan BHXH tính lại theo mức trần của tháng.", "Ask the agency to apply the month's cap."),
    ),
    DifferenceKind(
        "R05",
        _PEOPLE,
        Words("Tỷ lệ đóng khác nhau", "Rates differ"),
        Words(
            "{name}: cơ quan BHXH tính theo tỷ lệ hoặc đối tượng khác với đơn vị.",
            "{name}: the agency applies another rate or class than the unit.",
        ),
        Words(
            "Sai loại đối tượng, ví dụ hợp đồng thứ hai hoặc người nước ngoài.",
            "The class is wrong, such as a second contract or a foreigner.",
        ),
        Words("Lập hồ sơ báo lại đúng đối tượng.", "Report the right class."),
    ),
    DifferenceKind(
        "R06",
        _PEOPLE,
        Words("Quỹ tham gia khác nhau", "Funds differ"),
        Words("{name}: hai bên khác nhau về quỹ {funds}.", "{name}: the two sides differ about {funds}."),
        Words(
            "Nhiều hợp đồng, đang hưởng lương hưu, hoặc báo thiếu một quỹ.",
            "Several contracts, a pension, or a fund left out.",
        ),
        Words("Lập hồ sơ điều chỉnh quỹ tham gia.", "File the change of cover."),
    ),
    DifferenceKind(
        "R09",
        _PEOPLE,
        Words("Thông tin nhân thân khác nhau", "Identity differs"),
        Words("{name}: khác nhau về {fields}.", "{name}: {fields} differ."),
        Words(
            "Một bên ghi nhầm, hoặc chưa khớp cơ sở dữ liệu quốc gia về dân cư.",
            "One side mistyped, or does not match the national database.",
        ),
        Words("Kiểm tra giấy tờ, lập tờ khai TK1-TS.", "Look at the papers and file a TK1-TS."),
    ),
    DifferenceKind(
        "R11",
        _PEOPLE,
        Words("Tháng nghỉ tính khác nhau", "Absence counted differently"),
        Words(
            "{name}: đơn vị tính “{own}”, cơ quan BHXH tính “{theirs}”.",
            "{name}: for the unit “{own}”, for the agency “{theirs}”.",
        ),
        Words(
            "Dòng nghỉ hoặc đi làm lại chưa được ghi nhận, hoặc lịch làm việc khác nhau.",
            "A leave or return was not booked, or the work weeks differ.",
        ),
        Words("Lập hồ sơ báo lại thời gian nghỉ.", "Report the absence again."),
    ),
    DifferenceKind(
        "R12",
        _PEOPLE,
        Words("Hồ sơ giải quyết sau ngày chốt", "Settled after the close"),
        Words(
            "{name}: thay đổi đơn vị đã nộp chưa nằm trong số liệu kỳ này.",
            "{name}: what the unit filed is not yet in this period's figures.",
        ),
        Words("Hồ sơ được giải quyết sau ngày chốt số liệu.", "It was settled after the month was closed."),
        Words(
            "Chờ thông báo kỳ sau, số tiền nằm ở dòng B.4.", "Wait for the next notice; the amount will stand in B.4."
        ),
    ),
    DifferenceKind(
        "R13",
        _MONEY,
        Words("Điều chỉnh kỳ trước khác nhau", "Adjustments differ"),
        Words(
            "{lines}: đơn vị tính {own}, cơ quan BHXH ghi {theirs}.",
            "{lines}: the unit reckons {own}, the agency has {theirs}.",
        ),
        Words(
            "Truy đóng, giảm đóng các tháng trước được tính khác nhau.",
            "Arrears or reversals of earlier months are reckoned differently.",
        ),
        Words(
            "Đề nghị cơ quan BHXH cung cấp chi tiết từng người, từng tháng.",
            "Ask the agency for the detail by person and month.",
        ),
    ),
    DifferenceKind(
        "R14",
        _MONEY,
        Words("Tiền lãi khác nhau", "Late money differs"),
        Words(
            "Tiền lãi chậm đóng: đơn vị tính {own}, cơ quan BHXH ghi {theirs}.",
            "Late money: the unit reckons {own}, the agency has {theirs}.",
        ),
        Words("Khác nhau về số ngày, số tiền hoặc tỷ lệ tính lãi.", "Days, amount or rate differ."),
        Words("Đối chiếu ngày nộp và cách tính ngày.", "Compare the day of payment and how days are counted."),
    ),
    DifferenceKind(
        "R15",
        _MONEY,
        Words("Tiền đã nộp chưa được ghi nhận", "Payment not credited"),
        Words(
            "Lệnh nộp {order} ngày {day}, {amount}, chưa có trong thông báo.",
            "The payment {order} of {day}, {amount}, is not in the notice.",
        ),
        Words(
            "Nội dung chuyển khoản sai mã nên tiền còn chờ phân bổ.",
            "The reference was wrong, so the money still waits to be matched.",
        ),
        Words(
            "Gửi bản sao lệnh nộp và đề nghị ghi nhận.", "Send a copy of the payment order and ask to have it credited."
        ),
    ),
    DifferenceKind(
        "R16",
        _MONEY,
        Words("Tiền đơn vị không biết", "Payment unknown to the unit"),
        Words(
            "Thông báo ghi lệnh nộp {order} ngày {day}, {amount}, không có trong sổ của đơn vị.",
            "The notice has the payment {order} of {day}, {amount}, which the unit's books do not.",
        ),
        Words(
            "Tiền của đơn vị khác ghi nhầm mã, hoặc đơn vị chưa nhập lệnh nộp.",
            "Another unit's money under the wrong code, or a payment the unit has not entered.",
        ),
        Words("Kiểm tra sao kê ngân hàng.", "Look at the bank statement."),
    ),
    DifferenceKind(
        "R17",
        _MONEY,
        Words("Ngày nộp khác nhau", "Days of payment differ"),
        Words(
            "Lệnh nộp {order}: đơn vị ghi ngày {own}, cơ quan BHXH ghi ngày {theirs}.",
            "The payment {order}: of {own} for the unit, of {theirs} for the agency.",
        ),
        Words("Giờ chốt giao dịch của ngân hàng.", "The bank's cut-off hour."),
        Words(
            "Gửi chứng từ có ngày giá trị nếu bị tính lãi.",
            "Send the order with its value date if late money was charged.",
        ),
    ),
    DifferenceKind(
        "R18",
        _FUNDS,
        Words("Phân bổ cho các quỹ khác nhau", "Allocation differs"),
        Words(
            "Tổng tiền nộp giống nhau, phân bổ cho các quỹ khác nhau.",
            "The sum paid is the same, its allocation to the funds is not.",
        ),
        Words(
            "Thứ tự phân bổ theo luật khác với cách đơn vị chia.",
            "The legal order of allocation is not the unit's split.",
        ),
        Words("Ghi theo phân bổ của cơ quan BHXH.", "Enter the agency's allocation."),
    ),
    DifferenceKind(
        "R19",
        _FUNDS,
        Words("Làm tròn", "Rounding"),
        Words("Chênh lệch do làm tròn, {count} dòng.", "Rounding, {count} {count:line|lines}."),
        Words("Một bên làm tròn từng người, một bên làm tròn tổng.", "One side rounds each person, the other the sum."),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    DifferenceKind(
        "R20",
        _MONEY,
        Words("Số đầu kỳ khác nhau", "Opening balances differ"),
        Words(
            "Kỳ trước mang sang: đơn vị tính {own}, cơ quan BHXH ghi {theirs}.",
            "Brought forward: the unit reckons {own}, the agency has {theirs}.",
        ),
        Words(
            "Chênh lệch kỳ trước chưa xử lý xong, hoặc cơ quan BHXH sửa số đã chốt.",
            "Differences of earlier months are not settled, or the agency changed a closed month.",
        ),
        Words(
            "Xử lý chênh lệch kỳ trước; nếu số đã chốt bị sửa thì đề nghị giải thích.",
            "Settle the earlier differences; where a closed month was changed, ask why.",
        ),
    ),
    DifferenceKind(
        "R21",
        _FUNDS,
        Words("Số lao động trong thông báo chưa khớp", "Head counts do not agree"),
        Words(
            "C12-TS ghi {own} lao động, danh sách D09-TS có {theirs}.",
            "C12-TS says {own} {own:person|people}, the D09-TS list has {theirs}.",
        ),
        Words("Một biến động bị đếm hai lần.", "A movement was counted twice."),
        Words("Đề nghị cơ quan BHXH kiểm tra số lao động.", "Ask the agency to check the count."),
    ),
    DifferenceKind(
        "R99",
        _MONEY,
        Words("Chênh lệch chưa rõ nguyên nhân", "Unexplained"),
        Words(
            "Số liệu trong thông báo chưa khớp với nhau, còn lại {amount}.",
            "The notice does not agree with itself; {amount} remain.",
        ),
        Words("Thông báo có dòng cộng sai, hoặc danh sách thiếu.", "A sum is wrong, or the list is incomplete."),
        Words("Gửi câu hỏi cho cơ quan BHXH.", "Ask the agency."),
    ),
)  # fmt: skip

#: Code → kind.
KINDS: Mapping[str, DifferenceKind] = {kind.code: kind for kind in _ALL}
