"""Tags every template knows: sentences with facts in them, figures, bars and links that keep the query."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.pages import figures, words

register = template.Library()
register.filter("whole", figures.whole)
register.filter("percent", figures.percent)
register.filter("chance", figures.chance)
register.filter("short", figures.short)
register.filter("kilometres", figures.kilometres)
register.filter("segment", words.segment)
register.filter("role", words.role)
register.filter("service", words.service)
register.filter("size", words.size)
register.filter("named", words.named)
register.filter("written_day", words.written_day)


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    return figures.decimal(value, places)


@register.filter
def held(sheet: dict[str, Any] | None) -> str:
    """The interval of an accuracy sheet's coverage; empty if there is none."""
    return figures.between(sheet["held_low"], sheet["held_high"]) if sheet else ""


@register.filter
def public_count(count: int | None) -> str:
    """A count of members as it may be published."""
    return f"<{figures.SMALL}" if count is not None and 0 < count < figures.SMALL else figures.whole(count)


@register.filter
def with_code(sentence: str) -> SafeString:
    """A sentence of the catalogue; what stands between `backticks` is a command to type."""
    parts = str(sentence).split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if number % 2 else part,) for number, part in enumerate(parts))
    )


@register.filter
def entry(mapping: dict[str, Any], key: str) -> Any:
    """The value of a key that is itself a value."""
    return mapping.get(key)


@register.simple_tag
def say(sentence: Any, **facts: Any) -> str:
    """A translated sentence with its facts; whole numbers are written the reader's way."""
    return str(sentence) % {name: figures.whole(value) if type(value) is int else value for name, value in facts.items()}


@register.simple_tag
def figure(row: dict[str, Any]) -> str:
    """The count of a public row, or what may be said of it."""
    return figures.published(row)


@register.simple_tag
def bar(value: float | None, largest: float | None) -> SafeString:
    """A bar beside a figure; the figure itself stands in the table, so the bar is hidden from screen readers."""
    width = round(100 * (value or 0) / largest, 1) if largest else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-track" width="100" height="10"/><rect class="bar-value" width="{}" height="10"/></svg>',
        format(width, ".1f"),
    )


@register.simple_tag
def range_of(low: float | None, high: float | None) -> SafeString:
    """A band from `low` to `high` of a whole; its figures stand beside it, so it is hidden from screen readers."""
    start, end = 100 * (low or 0), 100 * (high or 0)
    return format_html(
        '<svg class="bar range" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-track" width="100" height="10"/><rect class="bar-value" x="{}" width="{}" height="10"/></svg>',
        format(start, ".1f"),
        format(max(end - start, 1.0), ".1f"),
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query of this page with some parts changed, for links to other pages of a list."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters[name] = value
    return f"?{parameters.urlencode()}"
