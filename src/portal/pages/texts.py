"""Every sentence of the frame, the about page and the pages for faults."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# --- frame -------------------------------------------------------------------------------------------
NAME = "Rajut"
SKIP = _("Langsung ke isi")
MAIN_MENU = _("Menu utama")
PATH = _("Letak halaman")
MAP = _("Peta")
CLUSTERS = pgettext_lazy("banyak", "Klaster")
ABOUT = _("Tentang")
DESK = _("Meja petugas")
SIGN_IN = _("Masuk")
SIGN_OUT = _("Keluar")
OTHER_LANGUAGE = {"id": "Bahasa Indonesia", "en": "English"}
FOOT = _(
    "Angka menghitung usaha yang tercatat dalam daftar, bukan semua usaha yang ada. Batas wilayah hanya perkiraan, kecuali disebut resmi."
)
FOOT_LICENCE = _("Perangkat lunak bebas, lisensi Apache 2.0.")

STAMP = _("Hasil proses %(run)s, selesai %(date)s.")

# --- words and figures -------------------------------------------------------------------------------
EVERY_SEGMENT = _("Semua lini produk")
UNKNOWN_SEGMENT = _("Lini belum diketahui")
UNKNOWN = _("Belum diketahui")
WITHHELD = _("ditahan")
WITHHELD_WHY = _(
    "“Ditahan” berarti angkanya kecil (0 sampai 4) atau dapat membuka angka kecil lain, sehingga tidak diterbitkan. "
    "“≥” berarti sedikitnya sebanyak itu menurut angka lain yang diterbitkan."
)
SIZES = {
    "micro": _("Mikro"),
    "small": _("Kecil"),
    "medium": _("Menengah"),
    "large": _("Besar"),
    "unknown": _("Belum diketahui"),
}

# --- lists -------------------------------------------------------------------------------------------
LIST_PARTS = _("Halaman daftar")
LIST_SHOWN = _("Baris %(first)s–%(last)s dari %(total)s")
BEFORE = _("Sebelumnya")
NEXT = _("Berikutnya")

# --- nothing published ---------------------------------------------------------------------------------
NOTHING_TITLE = _("Belum ada hasil yang terbit")
NOTHING = _("Portal ini menampilkan hasil proses Rajut yang terakhir diterbitkan. Di ruang kerja ini belum ada satu pun.")
NOTHING_HOW = _("Petugas data memulainya dari baris perintah:")

# --- faults --------------------------------------------------------------------------------------------
BAD_REQUEST_TITLE = _("Permintaan tidak dapat dibaca")
BAD_REQUEST = _("Alamat atau isian yang dikirim tidak sesuai bentuknya. Kembalilah dan coba lagi.")
FORBIDDEN_TITLE = _("Tidak diizinkan")
FORBIDDEN = _("Peran akun Anda tidak mencakup halaman ini. Bila tugas Anda memerlukannya, mintalah kepada pengelola akun Anda.")
CSRF_FAILED = _("Formulir sudah terlalu lama terbuka atau dikirim dari tempat lain. Muat ulang halamannya, lalu kirim kembali.")
NOT_FOUND_TITLE = _("Halaman tidak ditemukan")
NOT_FOUND = _(
    "Tidak ada halaman di alamat ini untuk Anda. Mungkin salah ketik, klaster itu berubah pada proses terbaru, atau letaknya di luar "
    "wilayah tugas Anda."
)
FAILED_TITLE = _("Terjadi gangguan")
FAILED = _("Permintaan ini gagal karena kesalahan di pihak kami, bukan Anda. Coba lagi sebentar lagi.")
LOCKED_TITLE = _("Terlalu banyak percobaan")
LOCKED = _("Akun ini dikunci sementara dari alamat Anda. Coba lagi setelah 15 menit.")
FAULT_CODE = _("Kode %(code)s")
BACK_HOME = _("Kembali ke peta")

# --- about ---------------------------------------------------------------------------------------------
ABOUT_TITLE = _("Tentang Rajut")
ABOUT_LEAD = _("Rajut merajut daftar-daftar usaha fesyen dan tekstil yang tercerai-berai menjadi klaster yang dapat dibina.")
ABOUT_HOW_TITLE = _("Bagaimana angka ini dibuat")
ABOUT_HOW = (
    (_("Membaca"), _("Setiap baris dari setiap daftar diterima, atau ditolak dengan alasan. Tidak ada baris yang hilang.")),
    (
        _("Menempatkan"),
        _("Tiap baris diberi kode wilayah resmi sampai tingkat terhalus yang didukung tulisan, kode pos atau koordinatnya."),
    ),
    (_("Mencocokkan"), _("Baris-baris tentang usaha yang sama disatukan; yang meragukan ditanyakan kepada petugas.")),
    (
        _("Menggolongkan"),
        _("Tiap usaha dinilai termasuk fesyen atau tidak, lini produknya dan perannya. Bila tidak yakin, jawabannya “belum diketahui”."),
    ),
    (_("Memetakan"), _("Usaha dihitung per wilayah dan lini produk. Angka kecil ditahan supaya tidak ada usaha yang dapat dikenali.")),
    (
        _("Mengelompokkan"),
        _("Usaha selini yang berdekatan menjadi sentra; sentra dengan pemasok, pendukung dan perdagangannya menjadi klaster."),
    ),
    (_("Merencanakan"), _("Kebutuhan lima layanan dihitung per klaster lalu dipasangkan dengan mitra yang mampu dan cukup dekat.")),
)
ABOUT_LIMITS_TITLE = _("Yang perlu diingat")
ABOUT_LIMITS = (
    _(
        "Angka menghitung usaha yang tercatat dalam daftar. Berapa bagiannya dari semua usaha yang ada hanya diperkirakan, "
        "dengan intervalnya: lihat lembar ketelitian."
    ),
    _("Batas wilayah di peta adalah perkiraan dari titik-titik desa, kecuali yang disebut resmi di bawah peta."),
    _("Letak klaster dibulatkan; letak satu usaha tidak pernah diterbitkan."),
    _("Klaster yang memenuhi aturan di sini belum tentu sudah ditetapkan oleh pemerintah daerah."),
)
WORDS_TITLE = _("Arti kata")
WORDS_WORD = _("Kata")
WORDS_MEANING = _("Arti")
WORDS = (
    (_("Daftar"), _("Kumpulan usaha dari satu sumber: sistem perizinan, lembar kerja dinas, atau asosiasi.")),
    (_("Baris"), _("Satu baris dari sebuah daftar.")),
    (_("Usaha"), _("Satu usaha nyata, disatukan dari satu baris atau lebih.")),
    (_("Lini produk"), _("Jenis barang atau jasa fesyen: batik, tenun, konveksi dan seterusnya.")),
    (_("Peran"), _("Inti, pemasok, pendukung atau perdagangan dalam rantai nilai.")),
    (_("Sebaran"), _("Berapa banyak usaha jenis apa ada di mana, dan seberapa yakin kita.")),
    (_("Sentra"), _("Usaha-usaha selini yang berdekatan, cukup kecil untuk satu pendamping.")),
    (_("Klaster"), _("Sentra-sentra satu tempat bersama pemasok, pendukung dan perdagangannya; satuan pembinaan.")),
    (
        _("Kekhasan (LQ)"),
        _("Bagian suatu lini di wilayah ini dibanding bagiannya di seluruh negeri; 1 berarti sama, 3 berarti tiga kali lipat."),
    ),
    (_("Layanan"), _("Standardisasi, desain, kekayaan intelektual (HKI), promosi dan pemasaran.")),
    (_("Mitra"), _("Organisasi yang melatih atau mendampingi.")),
    (_("Proses"), _("Satu kali Rajut dijalankan, dengan masukan, definisi dan hasilnya.")),
)
DEFINITIONS_TITLE = _("Definisi yang dipakai")
LAWS = {"BPS directory of sentra": _("direktori sentra BPS"), " art. ": _(" pasal ")}
DEFINITIONS_LANGUAGE = _("Sumber ditulis dalam bahasa Inggris, seperti dalam berkasnya.")
DEFINITIONS_LEAD = _(
    "Angka dan daftar kata yang dapat diperdebatkan disimpan terpisah dari program, masing-masing dengan sumber dan tanggal."
)
DEFINITION = _("Definisi")
SOURCE = _("Sumber")
DATE = _("Tanggal")
STATUS = _("Status")
STATUSES = {
    "verified": _("terperiksa pada sumbernya"),
    "stated": _("umum disebut, belum diperiksa"),
    "assumption": _("anggapan kami"),
}
VERSION = _("Versi %(version)s")
