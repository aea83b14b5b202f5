"""The factory as a registered unit. Neither its tax code nor its unit code was ever issued."""

from __future__ import annotations

from ibhxh.client.unit import Unit

FACTORY_UNIT = Unit(
    unit_code="TZ99001",
    mst="9900000016",
    unit_name="Công ty TNHH May Bình Minh Mẫu",
    agency_code="07999",
    work_week="6",
    wage_region="01",
    payment_cycle="1",
    address="Lô 12, đường số 3, Xã Hóc Môn, Thành phố Hồ Chí Minh",
    representative="Vũ Thị Phương Nga",
    phone="02899000016",
    email="nhansu@binhminhmau.example",
    representative_id="099172000099",
    unit_kind="Doanh nghiệp ngoài nhà nước",
    main_trade="Sản xuất trang phục (C14)",
    participants="Người lao động làm việc theo hợp đồng lao động",
    registered_at="BHXH cơ sở mẫu 07999",
)
