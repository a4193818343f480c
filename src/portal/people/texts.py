"""Every sentence about signing in and the desk."""

from django.utils.translation import gettext_lazy as _

SIGN_IN_TITLE = _("Masuk untuk petugas")
SIGN_IN_LEAD = _("Data perorangan hanya untuk petugas yang berwenang (UU 27/2022).")
USERNAME = _("Nama pengguna")
PASSWORD = _("Kata sandi")
SIGN_IN = _("Masuk")
WRONG = _("Nama pengguna atau kata sandi tidak cocok.")
DESK_TITLE = _("Meja petugas")
DESK_LEAD = _("Halaman-halaman ini memuat data perorangan. Pakailah hanya untuk tugas Anda.")
BUSINESSES = _("Cari usaha")
BUSINESSES_LEAD = _("%(count)s usaha dari %(records)s baris. Cari lewat klasternya atau dengan nomor atau nama usaha.")
CLUSTERS = _("Klaster dan anggotanya")
CLUSTERS_LEAD = _("%(count)s klaster. Buka satu klaster, lalu lihat anggotanya.")
REJECTED = _("Baris ditolak")
REJECTED_LEAD = _("%(count)s baris tidak dapat dipakai, masing-masing dengan alasannya.")
DOUBTFUL = _("Pasangan meragukan")
DOUBTFUL_LEAD = _("%(count)s pasang baris mungkin usaha yang sama.")
RUNS = _("Proses")
RUNS_LEAD = _("Yang sedang berjalan dan yang sudah selesai, dengan waktu dan peringatannya.")
CREATED = _("Akun petugas %(username)s dibuat.")
EXISTS = _("Akun %(username)s sudah ada. Pilih nama lain.")
