"""Every sentence of the accuracy sheets."""

from django.utils.translation import gettext_lazy as _

TITLE = _("Lembar ketelitian %(area)s")
COVERAGE = _("Cakupan")
IN_WORDS = _(
    "Daftar-daftar memuat %(share)s dari semua usaha fesyen dan tekstil di %(area)s: tercatat %(businesses)s, sedangkan yang ada "
    "diperkirakan %(low)s sampai %(high)s (paling mungkin sekitar %(estimate)s)."
)
INTERVAL_WHY = _(
    "Interval 95 %: dari 100 selang seperti ini sekitar 95 memuat banyaknya usaha yang sebenarnya. Usaha yang tidak mungkin masuk daftar "
    "mana pun, misalnya kerja rumahan tanpa izin dan tanpa asosiasi, tidak termasuk."
)
FEWER_WHY = _(
    "Yang ada dapat diperkirakan lebih sedikit daripada yang tercatat, karena sebagian yang tercatat mungkin ganda atau bukan usaha fesyen."
)

FIGURES = _("Ketelitian %(area)s")
FIGURE = _("Ukuran")
VALUE = _("Nilai")
RECORDED = _("Usaha tercatat")
ESTIMATE = _("Perkiraan semua usaha")
ESTIMATE_VALUE = _("%(estimate)s (%(low)s–%(high)s)")
LOWER_BOUND = _("Perkiraan paling rendah (Chao), tanpa data wilayah lain")
LISTS = _("Daftar yang saling diperiksa")
OVERLAP = _("Usaha dalam dua daftar atau lebih")
DOUBLED = _("Mungkin tercatat ganda")
TO_VILLAGE = _("Diketahui sampai desa/kelurahan")
DOUBTFUL = _("Tempatnya meragukan")
MISPLACED = _("Wilayah terkecilnya diperkirakan salah")
DATED = _("Ada tanggal pendataannya")
FRESH = _("Dari yang bertanggal, masih baru")
PERIOD = _("Tanggal pendataan")
PERIOD_VALUE = _("%(first)s sampai %(last)s")
COUNT_AND_SHARE = _("%(count)s (%(share)s)")
UNKNOWN = _("tidak diketahui")
ROUNDED = _(
    "Angka di halaman ini dibulatkan. Bagian yang kosong terlalu kecil untuk diterbitkan, atau hanya diterbitkan untuk seluruh negeri."
)
NOTHING = _("Daftar tidak memuat usaha fesyen di sini.")
NO_SHEET = _("Lembar ketelitian belum dihitung pada proses ini.")
BELOW = _("Cakupan menurut %(level)s")
RECORDED_HERE = _("Tercatat")
LINES = _("Cakupan menurut lini produk")
LINES_WHY = _(
    "Perkiraan per lini adalah banyaknya usaha yang sebenarnya termasuk lini itu, apa pun penggolongannya; yang tercatat adalah yang "
    "digolongkan demikian. Selangnya memuat keraguan penggolongan, maka lebar. Cakupan adalah bagian dari usaha itu yang ada dalam daftar, "
    "benar atau keliru golongannya; karena itu bukan yang tercatat dibagi perkiraan."
)
LINE = _("Lini produk")
DOWNLOAD = _("Unduh lembar ketelitian (XLSX)")
FOR_OFFICERS = _("Lihat angka lengkap untuk petugas")
FOR_EVERYBODY = _("Lihat yang diterbitkan untuk umum")
OFFICERS_NOTE = _("Angka lengkap, hanya untuk petugas wilayah ini: belum dibulatkan dan tidak ditahan.")
REGENCY_SHEET = _("Lembar ketelitian %(area)s")
TO_AREA = _("Sebaran usaha di %(area)s")
LEGEND = _("Keterangan warna: bagian usaha yang tercatat")
UP_TO = _("di bawah %(share)s")
FROM = _("%(share)s atau lebih")
NOT_ESTIMATED = _("tidak diperkirakan atau ditahan")
NOBODY = _("tidak ada usaha")
SAME_REASON = _("alasannya sama, lihat di atas")
MAP_NAME = _("cakupan %(area)s")
CHART = _("Selang cakupan dari 0 sampai 100 persen: %(share)s")
