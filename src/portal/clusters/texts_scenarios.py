"""Every sentence about scenarios, for the ministry."""

from django.utils.translation import gettext_lazy as _

TITLE = _("Skenario klaster")
LEAD = _("Klaster yang dibentuk dengan parameter lain dari data yang sama, di samping yang terbit. Skenario tidak mengubah yang terbit.")
NONE = _("Belum ada skenario untuk proses yang terbit.")
MAKE = _("Buat skenario")
CAPTION = _("Dua skenario berdampingan")
FIRST = _("Yang pertama")
SECOND = _("Yang kedua")
PUBLISHED_NOW = _("yang terbit")
COMPARE = _("Bandingkan")
MEASURE = _("Ukuran")
DIFFERENCE = _("Selisih")
DIFFERENCE_WHY = _("Selisih: yang kedua dikurangi yang pertama.")
SETTINGS_CAPTION = _("Parameter yang berbeda dari definisi")
PARAMETER = _("Parameter")
DEFINED = _("Definisi")
SETTINGS_NONE = _("Keduanya memakai parameter sesuai definisi.")
CHANGED_HOMES = _("Usaha yang sentranya lain daripada yang terbit")
SIZES_OF_SENTRA = _("Banyaknya sentra menurut anggotanya")
MEMBERS = _("Anggota")
SIZE_BINS = ("5–9", "10–19", "20–39", "40–59", "60–79", "80–100", ">100")
MEASURES = {
    "share_in_sentra": _("Usaha yang punya sentra, dari yang letaknya diketahui"),
    "share_in_cluster": _("Usaha yang punya klaster, dari yang letaknya diketahui"),
    "sentra": _("Sentra"),
    "clusters": _("Klaster"),
    "member": _("Anggota sentra"),
    "linked": _("Terhubung dengan klaster saja"),
    "scattered": _("Terpencar"),
    "unplaced": _("Tanpa letak"),
    "median_m": _("Jarak ke pusat klaster, median"),
    "p90_m": _("Jarak ke pusat klaster, 9 dari 10"),
    "smallest": _("Anggota sentra terkecil"),
    "median_size": _("Anggota sentra median"),
    "largest": _("Anggota sentra terbesar"),
    "gap": _("Jarak tempuh di atas batas bawahnya"),
}
POINTS = _("%(points)s poin")

# --- the map and its table ---------------------------------------------------------------------------------
AREAS_CAPTION = _("Usaha yang punya klaster, sentra dan klaster menurut %(level)s di %(area)s")
AREA_COLUMNS = (_("Usaha yang punya klaster"), _("Sentra"), _("Klaster"))
WHOLE_COUNTRY = _("Kembali ke seluruh Indonesia")
LEGEND = _("Keterangan warna: usaha yang punya klaster, kedua dibandingkan dengan pertama")
LEGEND_FEWER = _("lebih sedikit")
LEGEND_SAME = _("sama banyak")
LEGEND_NONE = _("tidak ada di keduanya")
LEGEND_MORE = _("lebih banyak")

# --- adopting one -------------------------------------------------------------------------------------------
ADOPT_TITLE = _("Pakai sebuah skenario")
ADOPT_LEAD = _("Proses berikutnya dibentuk dengan parameternya, lalu terbit. Anda memeriksa dan memulainya di halaman berikut.")
ADOPT = _("Pakai %(name)s pada proses berikutnya")

# --- making one ----------------------------------------------------------------------------------------------
NEW_TITLE = _("Buat skenario")
NEW_LEAD = _(
    "Ubah satu atau beberapa parameter, lalu klaster dibentuk di samping yang terbit. Yang tidak diubah tetap seperti pada proses "
    "yang terbit."
)
NAME = _("Nama skenario")
NAME_HELP = _("Huruf kecil, angka dan tanda hubung, misalnya sasaran-30. Nama yang sudah ada diganti isinya.")
NAME_NEEDED = _("Beri nama: huruf kecil, angka dan tanda hubung saja, paling panjang 40.")
GROUPS = {
    "sentra": _("Sentra"),
    "cluster": _("Klaster"),
    "learning": _("Kelompok belajar"),
    "density": _("Tempat padat dan jarang"),
    "taking_part": _("Siapa yang ikut"),
}
GROUPS_HELP = {
    "sentra": _("Usaha selini yang berdekatan, cukup sedikit untuk satu pendamping."),
    "cluster": _("Sentra satu tempat bersama pemasok, pendukung dan perdagangannya."),
    "learning": _("Anggota satu sentra yang bertemu secara tetap."),
    "density": _("Tempat disebut padat bila dalam jarak ini ada sedikitnya sekian titik desa resmi."),
    "taking_part": _("Usaha yang letaknya mungkin meleset lebih jauh dari ini tidak menjadi anggota sentra."),
}
UNIT_METRES = _("meter")
UNIT_BUSINESSES = _("usaha")
UNIT_SENTRA = _("sentra")
UNIT_POINTS = _("titik")
DEFINED_AS = _("Definisi: %(value)s")
NUMBER_NEEDED = _("Isi dengan angka.")
WHOLE_NEEDED = _("Isi dengan angka bulat.")
TOO_LARGE = _("Paling banyak %(limit_value)s.")
NOTHING_CHANGED = _("Belum ada yang diubah: parameternya sama dengan proses yang terbit.")
FAULTS = _("Parameter ini bertentangan satu sama lain. Yang bertentangan dijelaskan di samping isiannya.")
NOT_POSITIVE = _("Harus lebih besar dari 0.")
BELOW = _("%(higher)s (%(high)s) lebih kecil daripada %(lower)s (%(low)s). Naikkan yang pertama atau turunkan yang kedua.")
NO_CUT = _(
    "Kelompok dengan %(over)s melewati batas atas %(upper)s, tetapi tidak dapat dibagi dua dengan masing-masing sedikitnya %(lower)s. "
    "Naikkan yang paling banyak atau turunkan yang paling sedikit."
)
START = _("Bentuk skenario")
BUSY = _("Sedang ada proses atau skenario yang berjalan. Tunggu sampai selesai, atau hentikan dahulu.")

# --- while it is formed ----------------------------------------------------------------------------------------
FORMING = _("Skenario %(name)s sedang dibentuk")
STARTING = _("sedang disiapkan")
CANCEL = _("Hentikan pembentukan")
CANCEL_ASKED = _("Pembentukan diminta berhenti.")
CANCEL_WAITING = _("Permintaan berhenti sudah dikirim; pembentukan berhenti pada pemeriksaan berikutnya.")
CANCEL_NOTHING = _("Tidak ada skenario yang sedang dibentuk. Bila baru dimulai, coba lagi sebentar.")
ENDINGS = {
    "done": _("Skenario %(name)s selesai dibentuk."),
    "failed": _("Skenario %(name)s gagal dibentuk:"),
    "stopped": _("Pembentukan skenario %(name)s dihentikan."),
    "lost": _("Pembentukan skenario %(name)s terputus. Buat lagi."),
}
