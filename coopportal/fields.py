"""Model fields and bases that every room shares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import FieldError
from django.db import models, router
from django.db.models import CheckConstraint, Q

from coopportal.text import fold, nfc


class _NfcMixin:
    """Keeps text in NFC, whichever door it comes through (form, service, import, query)."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return nfc(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc]
        return nfc(value) if isinstance(value, str) else value


class NfcCharField(_NfcMixin, models.CharField):
    """A CharField that stores NFC."""


class NfcTextField(_NfcMixin, models.TextField):
    """A TextField that stores NFC."""


class CheckedAtOnce(models.Model):
    """Rows whose check constraints are looked at by one query; Django asks one, in a savepoint, for each of them."""

    _checks_hold = False

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """As Django's: only where the one query finds a fault is each constraint asked for its own message."""
        self._checks_hold = all_checks_hold(self, exclude or ())
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            self._checks_hold = False

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Leave out what was found to hold."""
        every = super().get_constraints()
        if not self._checks_hold:
            return every
        return [(model, [one for one in found if not isinstance(one, CheckConstraint)]) for model, found in every]


def all_checks_hold(row: models.Model, exclude: Collection[str]) -> bool:
    """Tell whether every check constraint of a row's own model holds, but those of excluded fields."""
    conditions = [Q(one.condition) for one in row._meta.constraints if isinstance(one, CheckConstraint)]
    asked = [one for one in conditions if not one.referenced_base_fields & set(exclude)]
    if not asked or row._meta.all_parents:
        return False
    values = row._get_field_expression_map(meta=row._meta, exclude=set(exclude))
    named = {name for one in asked for name in one.referenced_base_fields}
    if named <= values.keys():  # each value costs the query something, and conditions name few
        values = {name: values[name] for name in named}
    try:
        return bool(Q(*asked).check(values, using=router.db_for_write(type(row), instance=row)))
    except FieldError:  # an expression that names an excluded field in its own way
        return False


class TimeStamped(CheckedAtOnce):
    """Rows that know when they were made and last changed."""

    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        abstract = True


class SearchQuerySet(models.QuerySet):
    """Adds mark-free search over the folded column."""

    def search(self, words: str) -> Self:
        """Keep the rows whose folded text holds every word of `words`; all rows when it is blank."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


class Searchable(models.Model):
    """Rows with a folded `search_text` column made from `search_fields` at every save."""

    search_fields: tuple[str, ...] = ()
    search_text = models.TextField(editable=False, default="", blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fold_search_text()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def fold_search_text(self) -> None:
        """Make `search_text` anew; `bulk_create` needs it called, `save` calls it."""
        self.search_text = fold(" ".join(self.search_parts()))

    def search_parts(self) -> list[str]:
        """Return the texts that one may search the row by."""
        return [str(getattr(self, name) or "") for name in self.search_fields]


def trigram_index(name: str) -> GinIndex:
    """Return the trigram index that makes `search` fast; needs the pg_trgm extension."""
    return GinIndex(fields=["search_text"], name=name, opclasses=["gin_trgm_ops"])
