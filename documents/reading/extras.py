"""What travels with a document's text but is none of it: digital signatures, the slip, the block of a confirmation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from documents.official import margins
from documents.official.tree import DigitalSignature, Slip
from documents.reading.calendar_words import make_date
from documents.reading.letters import squeeze
from documents.reading.lines import Line

_ISO_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\s*([+-]\d{2}):?(\d{2})|"
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z"
)
_LOCAL_TIME = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{2}):?(\d{2}))?"
)
_SAID = re.compile(r"^(.*?)\s*<[^<>\s]*@[^<>\s]*>\s*da ky (?:len )?van ban nay")
_SIGNER = re.compile(r"^(?:nguoi ky|ky boi|signed by|digitally signed by|nguoi ky so|duoc ky boi)\s*:?\s*")
_WHEN = re.compile(r"^(?:thoi gian ky|ngay ky|date|signing time|gio ky|thoi diem ky)\s*:?\s*")
_NOISE = re.compile(
    r"^(?:cuc chung thuc so va bao mat|signature (?:not verified|valid)|chu ky so|email\s*:\s*\S+@|"
    r"dn\s*:\s|reason\s*:|foxit)"
)
# Labels that a paper's own text has as well: noise only right beside a signature's line.
_NOISE_BESIDE = re.compile(r"^(?:co quan\s*:\s|to chuc\s*:\s|location\s*:|chuc vu\s*:)")
_BESIDE = 4
_SLIP_HEAD = re.compile(
    r"^phieu (?:trinh|xu ly|giai quyet)(?: (?:giai quyet cong viec|van ban|ky|xu ly van ban|y kien))*$"
)
_SLIP_FIELDS = (
    ("to", re.compile(r"^(?:trinh xin y kien(?: dong chi)?|kinh (?:trinh|gui)|trinh(?: dong chi)?)\s*:")),
    ("sender", re.compile(r"^(?:nguoi trinh|don vi trinh|chuyen vien trinh|phong trinh)\s*:")),
    ("summary", re.compile(r"^(?:tom tat noi dung(?: trinh)?|noi dung trinh|trich yeu|van de trinh)\s*:")),
    (
        "proposal",
        re.compile(
            r"^(?:giai trinh va y kien de xuat[^:]{0,40}|y kien de xuat[^:]{0,40}|chuyen vien bao cao va de "
            r"xuat|de xuat[^:]{0,40}|y kien cua nguoi trinh)\s*:"
        ),
    ),
    (
        "other",
        re.compile(
            r"^(?:van ban cua co quan de nghi|can cu de trinh[^:]{0,60}|y kien phe duyet[^:]{0,60}|lanh "
            r"dao[^:]{0,30}(?::|ky\b)|\(co du thao)[^:]{0,20}:?"
        ),
    ),
)
_SLIP_END = re.compile(
    r"^(?:nguoi\s*$|nguoi trinh(?: ky)?$|\(co du thao|tran trong bao cao|y kien phe duyet|trinh ky$)"
)
VIETNAM = timezone(timedelta(hours=7))


def take_digital_signatures(lines: list[Line]) -> tuple[list[Line], list[DigitalSignature]]:
    """Return the lines without those of digital signatures, and who signed when (ISO 8601 with zone)."""
    rest: list[Line] = []
    found: list[DigitalSignature] = []
    pending: str | None = None
    gap = beside = 0
    for line in lines:
        text, folded = line.text, line.folded
        said, signer = _SAID.match(folded), _SIGNER.match(folded)
        beside = _BESIDE if said or signer else beside - 1
        if said:
            found.append(DigitalSignature(squeeze(text[: said.end(1)]), pending))
            _drop_place(rest, pending)
            pending = None
        elif signer and len(text) < 160 and text[signer.end() :].strip():
            found.append(DigitalSignature(re.split(r"\s{3,}|\s*<", text[signer.end() :])[0].strip(), None))
        elif _is_time_alone(folded):
            stamp = parse_time(text)
            if found and found[-1].time is None and not _ISO_TIME.match(text):
                found[-1].time = stamp
            else:
                pending = stamp
        elif _NOISE.match(folded) or (beside > 0 and _NOISE_BESIDE.match(folded)):
            pass
        else:
            line.blank += gap
            rest.append(line)
        gap = 0 if rest and rest[-1] is line else gap + line.blank
    return rest, found


def _drop_place(rest: list[Line], pending: str | None) -> None:
    """Between time and signer stands the place of signing, a line of its own."""
    if pending and rest and len(rest[-1].text) < 40 and not rest[-1].text.endswith((".", ";", ":")):
        rest.pop()


def _is_time_alone(folded: str) -> bool:
    text = _WHEN.sub("", folded)
    if text == folded and not re.match(r"\d{4}-\d{2}-\d{2}t\d", folded):
        return False
    return parse_time(text.upper()) is not None and len(text) < 50


def parse_time(text: str) -> str | None:
    """Return the first date with time of the text in ISO 8601, Vietnam's zone where it names none."""
    iso = _ISO_TIME.search(text)
    if iso:
        parts = [int(v) for v in (iso.groups()[:6] if iso.group(1) else iso.groups()[8:14])]
        zone = f"{iso.group(7)}:{iso.group(8)}" if iso.group(1) else "+00:00"
        return _iso(parts, zone)
    local = _LOCAL_TIME.search(text)
    if not local:
        return None
    day, month, year, hour, minute = (int(v) for v in local.groups()[:5])
    zone = f"{local.group(7)}:{local.group(8)}" if local.group(7) else "+07:00"
    return _iso([year, month, day, hour, minute, int(local.group(6) or 0)], zone)


def _iso(parts: list[int], zone: str) -> str | None:
    try:
        moment = datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], tzinfo=VIETNAM)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + zone


def take_slip(lines: list[Line]) -> tuple[list[Line], Slip | None]:
    """Return the lines without the phiếu trình bound before or behind the document, and its fields."""
    start = next(
        (i for i, line in enumerate(lines) if _SLIP_HEAD.match(line.folded.strip(" .:")) and line.text[:5].isupper()),
        None,
    )
    if start is None:
        return lines, None
    end = _slip_end(lines, start)
    slip = _read_slip(lines[start + 1 : end])
    return lines[: _slip_start(lines, start)] + lines[end:], slip


def _slip_start(lines: list[Line], start: int) -> int:
    """The office's name above the slip's title is the slip's."""
    while (
        start
        and re.match(r"(?:van phong|phong|ubnd|uy ban nhan dan|so)\b", lines[start - 1].folded)
        and lines[start - 1].text[:4].isupper()
    ):
        start -= 1
    return start


def _slip_end(lines: list[Line], start: int) -> int:
    """The slip runs to the end of the text, or to the national heading of a document that follows it."""
    for index in range(start + 1, len(lines)):
        if re.search(r"cong hoa xa hoi chu nghia", lines[index].folded):
            while (
                index > start + 1 and lines[index - 1].text.isupper() and not _SLIP_HEAD.match(lines[index - 1].folded)
            ):
                index -= 1
            return index
    return len(lines)


def _read_slip(lines: list[Line]) -> Slip:
    slip = Slip()
    current: str | None = None
    for line in lines:
        folded = line.folded
        field = next(((name, m) for name, pattern in _SLIP_FIELDS if (m := pattern.match(folded))), None)
        day = re.match(r"^ngay\s+(\d{1,2})\s*(?:/|thang)\s*(\d{1,2})\s*(?:/|nam)\s*(\d{4})", folded)
        if day and slip.date is None:
            found = make_date(*(int(v) for v in day.groups()))
            slip.date = found.isoformat() if found else None
            current = None
        elif field:
            current = field[0] if field[0] != "other" else None
            _add(slip, current, line.text[field[1].end() :])
        elif _SLIP_END.match(folded):
            current = None
        elif current:
            _add(slip, current, line.text)
    return slip


def _add(slip: Slip, name: str | None, words: str) -> None:
    words = squeeze(words).strip(" .")
    if name and words:
        before = getattr(slip, name)
        setattr(slip, name, f"{before} {words}" if before else words)


def without_confirmation(lines: list[Line]) -> list[Line]:
    """Return the lines of a giấy nghỉ phép without the empty block for the place of the leave (form 1.10)."""
    start = next((i for i, line in enumerate(lines) if margins.begins_confirmation(line.text)), None)
    if start is None:
        return lines
    end = start + 1
    while end < len(lines) and lines[end].rows is None and margins.goes_on_confirming(lines[end].text):
        end += 1
    return lines[:start] + lines[end:]
