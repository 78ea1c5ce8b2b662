"""Documents that were written and labelled before the reader saw them: rounds of first scores, then held."""

import json
from pathlib import Path

from documents.measuring.report import lines, lowest, measure

UNSEEN = Path(__file__).parent / "unseen"
EXPECTED = UNSEEN / "expected.json"
LOWEST = 0.97


def test_unseen_documents_are_read_as_a_person_reads_them():
    readings = measure(EXPECTED, UNSEEN)
    assert not [reading.refused for reading in readings if reading.refused]
    assert lowest(readings) >= LOWEST, "\n".join(lines(readings, worst=len(readings)))


def test_every_unseen_document_has_its_record():
    recorded = {record["file"] for record in json.loads(EXPECTED.read_text("utf-8"))}
    assert recorded == {path.name for path in UNSEEN.glob("*.txt")}


def test_what_must_not_be_a_deadline_is_none():
    from documents.reading import read_path

    for record in json.loads(EXPECTED.read_text("utf-8")):
        texts = [deadline.text for deadline in read_path(UNSEEN / record["file"]).deadlines]
        assert not [text for text in texts for not_one in record["not_deadlines"] if not_one in text], record["file"]
