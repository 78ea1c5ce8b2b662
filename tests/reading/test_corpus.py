"""Reading our own documents, and the real ones where they lie beside the project, as a person reads them."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from documents.measuring.compare import compare
from documents.measuring.report import lines, lowest, measure
from documents.reading import looks_official, read_path

CORPUS = Path(__file__).parent / "corpus"
RECORDS = json.loads((CORPUS / "expected.json").read_text("utf-8"))
SHARED = Path(settings.BASE_DIR).parent / "shared"
LOWEST = 0.97


@pytest.mark.parametrize("record", RECORDS, ids=[record["file"].removesuffix(".txt") for record in RECORDS])
def test_document_of_ours_is_read_as_a_person_reads_it(record):
    document = read_path(CORPUS / record["file"])
    assert looks_official(document)
    misses = [miss for count in compare(record, document).values() for miss in count.misses]
    assert not misses, "\n".join(misses)


def test_corpus_is_wide_enough():
    assert len(RECORDS) >= 40
    assert len({record["kind"] for record in RECORDS}) >= 15


@pytest.mark.parametrize("name", ["seeds", "documents"])
def test_real_documents_are_read(name):
    expected = SHARED / "expected" / f"{name}.json"
    if not expected.exists():
        pytest.skip("the real documents are not here")
    readings = measure(expected, SHARED / name)
    assert lowest(readings) >= LOWEST, "\n".join(lines(readings))


def test_what_must_not_be_a_deadline_is_none():
    for record in RECORDS:
        texts = [deadline.text for deadline in read_path(CORPUS / record["file"]).deadlines]
        assert not [text for text in texts for not_one in record["not_deadlines"] if not_one in text], record["file"]


def test_table_of_tasks_gives_its_rows_with_agencies_and_days():
    tasks = read_path(CORPUS / "kh-bang-trong-than.txt").table_tasks
    assert [(task.lead, task.coordinators) for task in tasks] == [
        (["Phòng Văn hóa - Xã hội"], ["Các khu dân cư"]),
        (["Phòng Kinh tế"], ["Hội Nông dân", "Hội Phụ nữ"]),
        (["Trung tâm Văn hóa, Thể thao và Truyền thông"], ["Phòng Kinh tế"]),
    ]
    assert [task.deadlines[0].end for task in tasks] == ["2026-04-30", "2026-06-30", "2026-06-15"]
