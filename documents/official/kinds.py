"""The 29 kinds of administrative documents and their abbreviations (Decree 30/2020, art. 7 and Annex III, I)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind: `code` is the abbreviation used in symbols (`CV` and `TCG` stand for the two that have none)."""

    code: str
    name: str
    in_symbol: bool = True

    @property
    def title(self) -> str:
        """The name as printed over the subject, in capitals."""
        return self.name.upper()


LETTER = "CV"

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("NQ", "Nghị quyết"),
        Kind("QĐ", "Quyết định"),
        Kind("CT", "Chỉ thị"),
        Kind("QC", "Quy chế"),
        Kind("QyĐ", "Quy định"),
        Kind("TC", "Thông cáo"),
        Kind("TB", "Thông báo"),
        Kind("HD", "Hướng dẫn"),
        Kind("CTr", "Chương trình"),
        Kind("KH", "Kế hoạch"),
        Kind("PA", "Phương án"),
        Kind("ĐA", "Đề án"),
        Kind("DA", "Dự án"),
        Kind("BC", "Báo cáo"),
        Kind("BB", "Biên bản"),
        Kind("TTr", "Tờ trình"),
        Kind("HĐ", "Hợp đồng"),
        Kind(LETTER, "Công văn", in_symbol=False),
        Kind("CĐ", "Công điện"),
        Kind("BGN", "Bản ghi nhớ"),
        Kind("BTT", "Bản thỏa thuận"),
        Kind("GUQ", "Giấy ủy quyền"),
        Kind("GM", "Giấy mời"),
        Kind("GGT", "Giấy giới thiệu"),
        Kind("GNP", "Giấy nghỉ phép"),
        Kind("PG", "Phiếu gửi"),
        Kind("PC", "Phiếu chuyển"),
        Kind("PB", "Phiếu báo"),
        Kind("TCG", "Thư công", in_symbol=False),
    )
}

COPIES: dict[str, Kind] = {
    kind.code: kind for kind in (Kind("SY", "Sao y"), Kind("SL", "Sao lục"), Kind("TrS", "Trích sao"))
}
