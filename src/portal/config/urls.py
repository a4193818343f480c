"""Every address of the portal. Indonesian has no prefix, English is the same address under /en/.

The language is part of the address, not a cookie: a link shows everyone the same page, public pages set
no cookie at all, and caches need no second key.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("portal.pages.urls_plain")),
    path("", include("portal.areas.urls_plain")),
    path("", include("portal.clusters.urls_plain")),
    *i18n_patterns(
        path("", include("portal.mapping.urls")),
        path("", include("portal.pages.urls")),
        path("", include("portal.people.urls")),
        path("", include("portal.runs.urls")),
        path("", include("portal.areas.urls")),
        path("", include("portal.accuracy.urls")),
        path("", include("portal.registry.urls")),
        path("", include("portal.approvals.urls")),
        path("", include("portal.clusters.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "portal.pages.views.bad_request"
handler403 = "portal.pages.views.forbidden"
handler404 = "portal.pages.views.not_found"
handler500 = "portal.pages.views.failed"
