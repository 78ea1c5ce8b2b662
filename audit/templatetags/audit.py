"""Template filter for audit entries."""

from django import template

from audit.sentences import sentence

register = template.Library()
register.filter("sentence", sentence)
