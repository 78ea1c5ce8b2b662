"""SQL of this room that Django has no words for."""

from __future__ import annotations

from django.db.models import DateField, Func


class DayHere(Func):
    """The day of a moment in Vietnam; unlike Django's own, it can stand in a generated column and in a migration."""

    template = "(%(expressions)s AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    arity = 1
    output_field = DateField()
