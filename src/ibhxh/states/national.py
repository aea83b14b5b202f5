"""The ten statuses by which the National Public Service Portal (Cổng Dịch vụ công quốc gia) knows a dossier."""

from __future__ import annotations

from types import MappingProxyType

from ibhxh.words import Words

NATIONAL_STATUSES = MappingProxyType(
    {
        1: Words("Mới đăng ký", "Newly registered"),
        2: Words("Được tiếp nhận", "Accepted"),
        3: Words("Không được tiếp nhận", "Not accepted"),
        4: Words("Đang xử lý", "In process"),
        5: Words("Yêu cầu bổ sung giấy tờ", "Supplement requested"),
        6: Words("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment requested"),
        7: Words("Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen"),
        8: Words("Dừng xử lý", "Stopped"),
        9: Words("Đã xử lý xong", "Processed"),
        10: Words("Đã trả kết quả", "Result delivered"),
    }
)
