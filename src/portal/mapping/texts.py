"""Every sentence of the national page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE = _("Sebaran usaha fesyen dan tekstil Indonesia")
LEAD = _("Di mana usaha fesyen dan tekstil berada menurut daftar yang terkumpul, dan klaster apa yang mereka bentuk.")
BUSINESSES = _("Usaha tercatat")
CLUSTERS = pgettext_lazy("banyak", "Klaster")
STATE = _("Keadaan data")
COMPUTED = _("dihitung %(date)s")
COVERAGE = _("Cakupan")
COVERAGE_SHEET = _("lembar ketelitian dan peta cakupan")
COVERAGE_UNKNOWN = _("belum diperkirakan")
SOURCES = _("Sumber data")
SOURCES_LEAD = _("Angka dihitung dari daftar-daftar ini. Baris terbaca = baris diterima + baris ditolak.")
REGISTER = _("Daftar")
OBSERVED = _("Keadaan per")
OBSERVED_UNKNOWN = _("tidak disebut")
ROWS_READ = _("Baris terbaca")
ROWS_ACCEPTED = _("Diterima")
ROWS_REJECTED = _("Ditolak")
