"""Uploading a sheet, and choosing what its columns and place names mean."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict

from cooperatives.exchange.columns import Column
from cooperatives.models import SheetImport
from coopportal.text import whole_number
from organizations.forms import PortalForm

FACTORS = ((1, "đồng"), (1000, "nghìn đồng"), (10**6, "triệu đồng"), (10**9, "tỷ đồng"))


class UploadSheetForm(PortalForm):
    """One sheet."""

    submit_label = "Tải lên và xem trước"

    file = forms.FileField(
        label="Bảng tính",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Tệp .xlsx hoặc .csv, tối đa 20.000 dòng. Chưa ghi gì vào sổ cho đến khi bạn xác nhận.",
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp trống; hãy kiểm tra lại tệp."},
    )


_CELL = re.compile(r"o-(\d{1,6})-(\d{1,3})")


def mended_cells(data: QueryDict) -> dict[int, dict[int, str]]:
    """Return what was typed into cells of the page: `o-7-2` is row 7, column 2 of the file."""
    cells: dict[int, dict[int, str]] = {}
    for name, words in data.items():
        if (found := _CELL.fullmatch(name)) and isinstance(words, str):
            cells.setdefault(int(found[1]), {})[int(found[2])] = words
    return cells


class ChoicesForm:
    """What a person chose over what was recognised: `c3` and `u3` for column and unit of column 3, `p-…` for places.

    The widgets stand in the page's own table, so this reads what was posted and keeps to what was offered.
    """

    def __init__(self, data: QueryDict, job: SheetImport, columns: list[Column]) -> None:
        self._data, self._job = data, job
        self._names = {column.name for column in columns} | {""}

    def mapping(self) -> dict[int, dict[str, Any]]:
        """Return what each column of the file means now; what was not offered is left as it was recognised."""
        chosen = {}
        for one in self._job.columns:
            name, factor = self._data.get(f"c{one['at']}", one["name"]), self._data.get(f"u{one['at']}", "")
            chosen[one["at"]] = {
                "name": name if name in self._names else one["name"],
                "factor": int(factor) if factor in {str(size) for size, _ in FACTORS} else one["factor"],
            }
        return chosen

    def places(self) -> dict[str, int]:
        """Return the unit chosen for each open place."""
        found = {place["key"]: self._data.get(f"p{n}", "") for n, place in enumerate(self._job.open_places)}
        return {key: int(pk) for key, pk in found.items() if whole_number(pk)}
