"""Every sentence about signing in."""

from django.utils.translation import gettext_lazy as _

SIGN_IN_TITLE = _("Masuk untuk petugas")
SIGN_IN_LEAD = _("Data perorangan hanya untuk petugas yang berwenang (UU 27/2022).")
USERNAME = _("Nama pengguna")
PASSWORD = _("Kata sandi")
SIGN_IN = _("Masuk")
WRONG = _("Nama pengguna atau kata sandi tidak cocok.")
CREATED = _("Akun petugas %(username)s dibuat.")
EXISTS = _("Akun %(username)s sudah ada. Pilih nama lain.")
BY_COMMAND = _("dari baris perintah")

# --- roles and areas -----------------------------------------------------------------------------------
ROLES = {
    "ministry": _("Petugas kementerian"),
    "province": _("Petugas provinsi"),
    "regency": _("Petugas kabupaten/kota"),
    "facilitator": _("Pendamping"),
    "viewer": _("Pembaca"),
}
COUNTRY = _("Indonesia")
NO_SUCH_ROLE = _("Peran itu tidak ada. Pilih ministry, province, regency, facilitator atau viewer.")
NO_SUCH_AREA = _("Kode wilayah itu tidak ada dalam daftar resmi.")
AREA_UNFIT = {
    "ministry": _("Petugas kementerian bertugas di seluruh negeri: kosongkan wilayahnya."),
    "province": _("Petugas provinsi memerlukan kode provinsi, 2 angka."),
    "regency": _("Petugas kabupaten/kota memerlukan kode kabupaten/kota, 4 angka."),
    "facilitator": _("Pendamping memerlukan kode kabupaten/kota, kecamatan atau desa: 4, 6 atau 10 angka."),
    "viewer": _("Pembaca memerlukan kode wilayah 2, 4 atau 6 angka, atau kosong untuk seluruh negeri."),
}

# --- the audit log: what people did ----------------------------------------------------------------------
VERBS = {
    "saw-business": _("melihat usaha %(subject)s"),
    "searched": _("mencari usaha"),
    "saw-members": _("melihat anggota klaster %(subject)s"),
    "saw-rejected": _("melihat baris ditolak"),
    "took-rejected": _("mengunduh baris ditolak dari daftar %(subject)s"),
    "saw-doubtful": _("melihat pasangan meragukan"),
    "same": _("memutuskan bahwa %(subject)s adalah usaha yang sama"),
    "different": _("memutuskan bahwa %(subject)s adalah usaha yang berbeda"),
    "place": _("membetulkan letak %(subject)s"),
    "class": _("membetulkan golongan %(subject)s"),
    "undid": _("membatalkan keputusan tentang %(subject)s"),
    "took-decisions": _("mengunduh keputusan"),
    "sent-rows": _("mengirim kembali baris yang sudah dibetulkan untuk daftar %(subject)s"),
    "stopped-run": _("meminta proses %(subject)s berhenti"),
    "saw-log": _("membaca catatan"),
    "took-log": _("mengunduh catatan"),
    "made-account": _("membuat akun %(subject)s"),
    "changed-account": _("mengubah akun %(subject)s"),
    "made-link": _("membuat tautan kata sandi untuk akun %(subject)s"),
    "closed-account": _("menutup akun %(subject)s"),
    "opened-account": _("membuka kembali akun %(subject)s"),
}
