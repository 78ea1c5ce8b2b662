"""Messages of the national exchange: written, read back, refused where they are not safe; no database."""

from __future__ import annotations

import base64
import datetime as dt
import io
import random
import zipfile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from coopportal.text import one_line
from documents.exchange import (
    Attachment,
    Broken,
    Envelope,
    Limits,
    Office,
    Person,
    Reply,
    StatusMessage,
    check_signature,
    read_message,
    sign,
    write_document,
    write_status,
)  # fmt: skip

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=40).map(one_line)
named = words.filter(bool)
days = st.dates(dt.date(1945, 9, 2), dt.date(2200, 1, 1))
offices = st.builds(Office, code=st.from_regex(r"[0-9A-Z]{2,3}(\.[0-9A-Z]{2,3}){0,3}", fullmatch=True), name=named,
                    in_charge=words, address=words, email=words, telephone=words)  # fmt: skip
people = st.builds(Person, words, words, words, words)
replies = st.builds(Reply, words, words, st.none() | days, named)
moments = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))
files = st.builds(
    Attachment,
    name=st.sampled_from(["Công văn 546.pdf", "phu luc.docx", "anh.jpg"]),
    content=st.binary(min_size=1, max_size=60),
    description=words,
)
envelopes = st.builds(
    Envelope, sender=offices, recipients=st.lists(offices, max_size=2).map(tuple), document_id=named, number=words,
    symbol=words, place=words, day=st.none() | days, kind=words, subject=named, content=words, authority=words,
    signer_title=words, signer_name=words, due_on=st.none() | days, to_places=st.lists(named, max_size=2).map(tuple),
    priority=st.integers(0, 4), page_count=st.none() | st.integers(0, 999), copies=st.none() | st.integers(0, 999),
    appendices=st.lists(named, max_size=2).map(tuple), replies=st.lists(replies, max_size=2).map(tuple),
    steering=st.none() | st.integers(0, 2), business=st.integers(0, 3), business_reason=words,
    business_document_id=words, paper=st.integers(0, 1), replaces=st.lists(named, max_size=2).map(tuple),
    staff=people, stamped_at=st.none() | moments, attachments=st.lists(files, max_size=2).map(tuple),
)  # fmt: skip


def typed(envelope: Envelope) -> Envelope:
    """The content type follows from the name: files travel as zips."""
    from dataclasses import replace

    from documents.exchange.reading import _type_of

    return replace(envelope, attachments=tuple(replace(a, content_type=_type_of(a.name)) for a in envelope.attachments))


@settings(max_examples=40, deadline=None)
@given(envelopes)
def test_what_is_written_is_read_back_the_same(envelope):
    envelope = typed(envelope)
    assert read_message(write_document(envelope)) == envelope


@settings(max_examples=15, deadline=None)
@given(st.builds(StatusMessage, offices, offices, replies, st.sampled_from(["01", "02", "06", "13", "15", "16"]), words,
                 st.none() | moments, people))  # fmt: skip
def test_a_status_is_read_back_the_same(message):
    assert read_message(write_status(message)) == message


# Our own message in the shape of the samples: two prefixes, a zip, a block of signature without its namespace.
SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
 <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>
  <edXML:MessageHeader>
   <edXML:From><edXML:OrganId>000.00.00.H31</edXML:OrganId><edXML:OrganName> UBND thành phố
      Thử </edXML:OrganName></edXML:From>
   <edXML:To><edXML:OrganId>28.22.H31</edXML:OrganId><edXML:OrganName>UBND xã Đông</edXML:OrganName></edXML:To>
   <edXML:DocumentId>000.00.00.H31,2026/03/25,546/UBND-TC</edXML:DocumentId>
   <edXML:Code><edXML:CodeNumber>546</edXML:CodeNumber><edXML:CodeNotation>UBND-TC</edXML:CodeNotation></edXML:Code>
   <edXML:PromulgationInfo><edXML:Place>Thử</edXML:Place><edXML:PromulgationDate>2026/03/25</edXML:PromulgationDate>
   </edXML:PromulgationInfo>
   <edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeDetail>0</edXML:TypeDetail><edXML:TypeName>Công văn
   </edXML:TypeName></edXML:DocumentType>
   <edXML:Subject>V/v rà soát hợp tác xã</edXML:Subject>
   <edXML:OtherInfo><edXML:Priority>1</edXML:Priority><edXML:Direction>false</edXML:Direction></edXML:OtherInfo>
  </edXML:MessageHeader>
  <edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>000.00.00.H31</edXML:OrganId>
   <edXML:Timestamp>2026/03/25 08:30:00</edXML:Timestamp></edXML:TraceHeader>
   <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:Paper>0</edXML:Paper></edXML:Bussiness>
  </edXML:TraceHeaderList>
  <Signature><SignatureValue>x</SignatureValue></Signature></edXML:edXMLHeader>
  <edXML:edXMLBody><edXML:edXMLManifest version="1.0"/></edXML:edXMLBody></edXML:edXMLEnvelope>
 <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>CV 546.pdf</AttachmentName>
  <ContentType>application/zip</ContentType>
  <edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">{zip}</edXML:ContentTransferEncoded>
 </Attachment></AttachmentEncoded></edXML>"""


def zipped(content: bytes = b"%PDF-1.7 x") -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", content)
    return base64.b64encode(out.getvalue()).decode()


def sample(**values: str) -> bytes:
    return SAMPLE.format(zip=values.get("zip") or zipped()).encode()


def test_a_message_in_the_shape_of_the_standard_is_accepted():
    envelope = read_message(sample())
    assert isinstance(envelope, Envelope)
    assert (envelope.sender.name, envelope.number, envelope.kind) == ("UBND thành phố Thử", "546", "Công văn")
    assert envelope.day == dt.date(2026, 3, 25) and envelope.priority == 1
    assert envelope.stamped_at == dt.datetime(2026, 3, 25, 8, 30)
    assert [(a.name, a.content) for a in envelope.attachments] == [("CV 546.pdf", b"%PDF-1.7 x")]
    assert not check_signature(sample()).present


ENTITY = b'<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGH = (
    b'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><edXML>&c;</edXML>'
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (sample().replace(b"?>", b"?>" + ENTITY, 1), "DOCTYPE"),
        (LAUGH, "DOCTYPE"),
        (sample()[:900], "hỏng khi truyền"),
        (b"<html/>", "QCVN 102"),
        (sample().replace(b"edXMLHeader", b"Header"), "edXMLHeader"),
        (sample().replace("V/v rà soát hợp tác xã".encode(), b""), "trích yếu"),
        (sample(zip="khong-phai"), "base64"),
        (sample(zip=zipped()[:40]), "base64|giải nén"),
        (b"\x00" * 5, "hợp lệ"),
        (b"", "hợp lệ"),
    ],
)
def test_what_is_broken_or_not_safe_is_refused_in_words(data, told):
    with pytest.raises(Broken, match=told):
        read_message(data)


def test_what_is_too_large_is_refused():
    with pytest.raises(Broken, match="quá lớn"):
        read_message(sample(zip=zipped(b"0" * 2000)), Limits(unpacked=1000))
    with pytest.raises(Broken, match="quá lớn"):
        read_message(sample(zip=base64.b64encode(b"x" * 4000).decode()), Limits(unpacked=1000))
    with pytest.raises(Broken, match="lớn hơn"):
        read_message(sample(), Limits(message=100))
    two = sample().replace(b"</AttachmentEncoded>", SAMPLE.split("<AttachmentEncoded>")[1].encode())
    with pytest.raises(Broken, match="hơn 1 tệp"):
        read_message(two[: two.rindex(b"</edXML>")] + b"</edXML>", Limits(files=1))
    with pytest.raises(Broken, match="quá sâu"):
        read_message(b"<edXML>" + b"<a>" * 99)


# What no zip makes smaller: the text of it alone is larger than careful readers of XML take.
HUGE = random.Random(7).randbytes(8 * 1024 * 1024)


def test_a_huge_file_goes_out_and_comes_back_whole_and_cut_off_it_is_told(seal):
    given = Envelope(Office("H31", "UBND xã Đông"), (), "H31,,1", "1", "UBND", "", None, "Công văn", "<!--file 1-->",
                     attachments=(Attachment("ban-do.pdf", HUGE), Attachment("phu-luc.pdf", b"%PDF")))  # fmt: skip
    data = write_document(given)
    said = read_message(io.BytesIO(data))
    assert (said.subject, [a.content for a in said.attachments]) == ("<!--file 1-->", [HUGE, b"%PDF"])
    assert check_signature(sign(data, **seal)).holds
    for cut in (data[: len(data) // 2], data[: len(data) // 2] + data[-200_000:]):
        with pytest.raises(Broken, match="hỏng"):
            read_message(cut)


@pytest.fixture(scope="module")
def seal():
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "UBND xã Đông")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(dt.datetime(2020, 1, 1)).not_valid_after(dt.datetime(2049, 1, 1))
    return {"key": key, "certificates": [made.sign(key, hashes.SHA256())]}


def test_a_signed_message_tells_its_signer_and_one_changed_word_breaks_it(seal):
    signed = sign(sample(), **seal)
    found = check_signature(signed)
    assert found.holds and found.signer == "UBND xã Đông"
    assert read_message(signed) == read_message(sample())
    with pytest.raises(Broken, match="đã bị sửa"):
        check_signature(signed.replace(b"<edXML:CodeNumber>546", b"<edXML:CodeNumber>547"))
