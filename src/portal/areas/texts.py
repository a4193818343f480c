"""Every sentence about areas and their map."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEVELS = {
    "country": _("Negara"),
    "province": _("Provinsi"),
    "regency": _("Kabupaten/kota"),
    "district": _("Kecamatan"),
}
COUNTRY = _("Indonesia")
LEAD = _("%(count)s usaha fesyen dan tekstil tercatat di %(area)s.")
LEAD_AT_LEAST = _("Sedikitnya %(count)s usaha fesyen dan tekstil tercatat di %(area)s.")
LEAD_WITHHELD = _("Banyaknya usaha fesyen dan tekstil di %(area)s ditahan.")
FILTER = _("Lini produk")
FILTER_SHOW = _("Tampilkan")
BUSINESSES = pgettext_lazy("banyak", "Usaha")
QUOTIENT = _("LQ")
QUOTIENT_WHY = _(
    "LQ membandingkan bagian lini ini di wilayah itu dengan bagiannya di seluruh negeri: 1 berarti sama, 3 berarti tiga kali lipat."
)
COVERAGE = _("Cakupan")
ACCURACY_SHEET = _("lembar ketelitian")
POPULATION = _("Penduduk")
POPULATION_SOURCE = _("menurut daftar wilayah, tahunnya tidak disebut")
PER_1000 = _("Usaha per 1.000 penduduk")
LINES_HERE = _("Lini produk")
LINES_CAPTION = _("Usaha menurut lini produk di %(area)s")
GATHERING_CAPTION = _("Pemusatan usaha di %(area)s")
GATHERING_STARS = _("Bintang")
STAR_SIZE = _("ukuran")
STAR_SPECIALISATION = _("kekhususan")
STAR_FOCUS = _("bobot")
GATHERING_WHY = _(
    "Bintang ukuran: termasuk kabupaten/kota dengan usaha terbanyak di lini itu. Kekhususan: LQ tinggi. Bobot: termasuk yang terbanyak "
    "per penduduk di antara semua lini. Hanya lini yang angka dan LQ-nya diterbitkan. Bintang bukan sentra dan bukan klaster; "
    "pendataan yang lebih rajin juga dapat membuatnya tampak."
)
CHILDREN_CAPTION = _("Usaha menurut %(level)s: %(segment)s")
CLUSTERS_HERE = _("Klaster di %(area)s")
CLUSTERS_NONE = _("Belum ada klaster di wilayah ini.")
CLUSTERS_ALL = _("Lihat semua %(count)s klaster di %(area)s")
CLUSTER = _("Klaster")
CLUSTERS = pgettext_lazy("banyak", "Klaster")
MEMBERS = _("Anggota")
MAIN_LINE = _("Lini utama")

MAP_LABEL = _("Peta %(area)s; tabel di sampingnya memuat angka yang sama")
MAP_LABEL_ALONE = _("Peta %(area)s")
MAP_CLOSER = _("Perbesar peta")
MAP_FARTHER = _("Perkecil peta")
MAP_LOADING = _("Peta sedang dimuat…")
MAP_SORRY = _("Peta tidak dapat digambar di peramban ini. Tabel memuat angka yang sama.")
MAP_ABOUT = _("Batas wilayah perkiraan, bukan batas resmi.")
MAP_ABOUT_OFFICIAL = _("Batas wilayah resmi, diimpor %(imported)s (%(licence)s).")
MAP_ABOUT_PARTLY = _("Sebagian batas wilayah resmi, diimpor %(imported)s (%(licence)s); sisanya perkiraan.")
MAP_OPEN = _("Klik wilayah untuk membukanya.")
MAP_ABOUT_POINTS = _("Lingkaran adalah klaster, luasnya menurut banyaknya anggota; letaknya dibulatkan.")
LEGEND = _("Keterangan warna: banyaknya usaha")
LEGEND_ZERO = _("tidak ada yang tercatat")
LEGEND_POINT = _("klaster")
LEGEND_HERE = _("klaster ini")
LEGEND_OTHERS = _("klaster lain")
