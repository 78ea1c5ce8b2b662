"""Work for the queue: thin, and safe to run twice."""

from __future__ import annotations

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from documents.services import dossier_exports, jobs, kept, packets, printing, recognizing, sending
from documents.services.signing import handing_in


@shared_task(name=jobs.TASK)
def read_import(job_id: int) -> int | None:
    """Read one uploaded file; return its document's id, None where there is none."""
    try:
        job = jobs.run_import(job_id=job_id)
    except SoftTimeLimitExceeded:
        jobs.fail_import(job_id=job_id, message=jobs.TOO_LONG)
        return None
    return job.document_id if job else None


@shared_task(name=packets.TASK)
def make_packet(packet_id: int) -> str | None:
    """Put one packet together; return how it ended, None where there was nothing to do."""
    try:
        packet = packets.run_packet(packet_id=packet_id)
    except SoftTimeLimitExceeded:
        packet = packets.fail_packet(packet_id=packet_id, message=packets.TOO_LONG)
    except Exception:
        packets.fail_packet(packet_id=packet_id, message=packets.FAULT)
        raise
    return packet.state if packet else None


@shared_task(name=dossier_exports.TASK)
def make_dossier_export(export_id: int) -> str | None:
    """Put one export of a dossier together; return how it ended, None where there was nothing to do."""
    try:
        export = dossier_exports.run_export(export_id=export_id)
    except SoftTimeLimitExceeded:
        export = dossier_exports.fail_export(export_id=export_id, message=dossier_exports.TOO_LONG)
    except Exception:
        dossier_exports.fail_export(export_id=export_id, message=dossier_exports.FAULT)
        raise
    return export.state if export else None


@shared_task(name=printing.TASK)
def print_register(print_id: int) -> str | None:
    """Draw one long register; return how it ended, None where there was nothing to do."""
    try:
        row = printing.run_print(print_id=print_id)
    except SoftTimeLimitExceeded:
        row = printing.fail_print(print_id=print_id, message=printing.TOO_LONG)
    except Exception:
        printing.fail_print(print_id=print_id, message=printing.FAULT)
        raise
    return row.state if row else None


@shared_task(name=recognizing.TASK)
def read_scan(reading_id: int) -> str | None:
    """Read the letters of one paper; return how it ended, None where there was nothing to do."""
    try:
        reading = recognizing.run_reading(reading_id=reading_id)
    except SoftTimeLimitExceeded:
        recognizing.fail_reading(reading_id=reading_id, message=recognizing.FAULT)
        return None
    except Exception:
        recognizing.fail_reading(reading_id=reading_id, message=recognizing.FAULT)
        raise
    return reading.state if reading else None


@shared_task(name=recognizing.ATTACHMENT_TASK)
def read_attached_scan(attachment_id: int) -> int | None:
    """Read the letters of one picture or scan that goes with a document; return how many."""
    return recognizing.run_attached_reading(attachment_id=attachment_id)


@shared_task(name=handing_in.TASK)
def compare_scan(check_id: int) -> str | None:
    """Compare one scan of signed paper with its original; return how it ended, None where there was nothing to do."""
    try:
        check = handing_in.run_scan_check(check_id=check_id)
    except SoftTimeLimitExceeded:
        handing_in.fail_scan_check(check_id=check_id)
        return None
    except Exception:
        handing_in.fail_scan_check(check_id=check_id)
        raise
    return check.state if check else None


@shared_task(name=sending.TASK)
def send_outside(pk: int) -> str | None:
    """Send one email to a recipient outside; return what became of it."""
    return sending.mail_outside(pk=pk)


@shared_task(name="documents.tasks.send_open")
def send_open() -> int:
    """Try again what did not get through and what the queue never saw; return how many went out."""
    return sum(sending.mail_outside(pk=pk) == "sent" for pk in sending.open_mails())


@shared_task(name="documents.tasks.drop_kept_uploads")
def drop_kept_uploads() -> int:
    """Throw away uploads that were kept for typing in and never were, old prints of registers and old exports."""
    return kept.drop_old() + printing.drop_old_prints() + dossier_exports.drop_old_exports()
