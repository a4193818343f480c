"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url

from portal.pages import texts, words

OTHER = {"id": "en", "en": "id"}


def common(request: HttpRequest) -> dict[str, Any]:
    language = words.language()
    return {
        "shared": texts,
        "language": language,
        "other_language": OTHER[language],
        "other_address": translate_url(request.get_full_path(), OTHER[language]),
    }
