"""Every sentence about signing in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SIGN_IN_TITLE = _("Masuk untuk petugas")
SIGN_IN_LEAD = _("Data perorangan hanya untuk petugas yang berwenang (UU 27/2022).")
USERNAME = _("Nama pengguna")
PASSWORD = _("Kata sandi")
SIGN_IN = _("Masuk")
WRONG = _("Nama pengguna atau kata sandi tidak cocok.")
CREATED = _("Akun petugas %(username)s dibuat.")
CREATED_IN = _("Akun petugas %(username)s dibuat untuk portal di %(workspace)s.")
NAME_NEEDED = _("Sebut nama penggunanya: make officer NAME=siti")
PASSWORD_NEEDED = _("Ketik kata sandinya bila diminta, atau berikan lewat RAJUT_OFFICER_PASSWORD.")
EXISTS = _("Akun %(username)s sudah ada. Pilih nama lain.")
COMMAND = _("baris perintah")
OPERATOR = _("pengelola mesin")

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
    "took-members": _("mengunduh anggota klaster %(subject)s"),
    "saw-rejected": _("melihat baris ditolak"),
    "took-rejected": _("mengunduh baris ditolak dari daftar %(subject)s"),
    "saw-doubtful": _("melihat pasangan meragukan"),
    "same": _("memutuskan bahwa %(subject)s adalah usaha yang sama"),
    "different": _("memutuskan bahwa %(subject)s adalah usaha yang berbeda"),
    "place": _("membetulkan letak %(subject)s"),
    "class": _("membetulkan golongan %(subject)s"),
    "lock": _("mengunci %(subject)s"),
    "apart": _("memutuskan bahwa %(subject)s dipisahkan"),
    "together": _("memutuskan bahwa %(subject)s disatukan"),
    "split": _("membagi %(subject)s"),
    "exclude": _("mengeluarkan usaha %(subject)s dari sentra"),
    "rename": _("mengganti nama %(subject)s"),
    "undid": _("membatalkan keputusan tentang %(subject)s"),
    "took-decisions": _("mengunduh keputusan"),
    "sent-rows": _("mengirim kembali baris yang sudah dibetulkan untuk daftar %(subject)s"),
    "withdrew-rows": _("menarik kembali baris yang sudah dibetulkan untuk daftar %(subject)s"),
    "proposed-cluster": _("mengusulkan klaster %(subject)s"),
    "coordinated-cluster": _("meneruskan usulan klaster %(subject)s ke kementerian"),
    "decided-cluster": _("menetapkan klaster %(subject)s"),
    "returned-cluster": _("mengembalikan usulan klaster %(subject)s"),
    "revoked-cluster": _("mencabut penetapan klaster %(subject)s"),
    "confirmed-cluster": _("menyatakan penetapan klaster %(subject)s tetap berlaku"),
    "carried-decree": _("melanjutkan penetapan klaster yang berakhir pada %(subject)s"),
    "succeeded-cluster": _("menutup klaster %(subject)s karena diteruskan klaster lain"),
    "took-back-step": _("menarik kembali langkah terakhir tentang klaster %(subject)s"),
    "started-scenario": _("membentuk skenario %(subject)s"),
    "stopped-scenario": _("meminta pembentukan skenario %(subject)s berhenti"),
    "started-run": _("memulai proses ulang %(subject)s"),
    "stopped-run": _("meminta proses %(subject)s berhenti"),
    "pruned-log": _("menghapus catatan yang melewati masa simpan"),
    "took-log": _("mengunduh catatan"),
    "made-account": _("membuat akun %(subject)s"),
    "changed-account": _("mengubah akun %(subject)s"),
    "made-link": _("membuat tautan kata sandi untuk akun %(subject)s"),
    "closed-account": _("menutup akun %(subject)s"),
    "opened-account": _("membuka kembali akun %(subject)s"),
}

# --- the page of the log -----------------------------------------------------------------------------------
DESK = _("Meja petugas")
LOG_TITLE = _("Catatan perbuatan")
LOG_LEAD = _("Siapa melihat data perorangan, siapa memutuskan apa, dan kapan. Catatan ini tidak dapat diubah atau dihapus dari portal.")
LOG_AREA = _("Anda melihat catatan tentang %(area)s.")
LOG_KEPT = _("Catatan disimpan %(years)s tahun, sampai pengelola mesin menghapus yang lebih lama.")
PRUNED = _("%(count)s catatan dari sebelum %(day)s dihapus.")
PRUNE_DUE = _("%(count)s catatan dari sebelum %(day)s dapat dihapus: ulangi dengan --yes.")
LOG_NONE = _("Tidak ada catatan yang cocok.")
LOG_TAKE = _("Unduh sebagai lembar kerja (XLSX)")
LOG_TOOK = _("%(rows)s catatan")
LOG_SHOWN = _("%(count)s usaha yang tampil")
LOG_COLUMNS = (
    _("Waktu (WIB)"),
    _("Siapa"),
    _("Sebagai"),
    _("Perbuatan"),
    _("Wilayah"),
    pgettext_lazy("catatan", "Keterangan"),
    _("Usaha yang tampil"),
)
LOG_CAPTION = _("Catatan, yang terbaru di atas")
LOG_WHEN = _("Waktu (WIB)")
LOG_ACT = _("Siapa berbuat apa")
LOG_WHERE = _("Wilayah")
LOG_MORE = pgettext_lazy("catatan", "Keterangan")
LOG_SENTENCE = _("%(who)s (%(post)s) %(did)s")
LOG_FILTERS = {
    "orang": _("Nama pengguna"),
    "perbuatan": _("Perbuatan"),
    "tentang": _("Nomor usaha, klaster atau akun"),
    "wilayah": _("Kode wilayah"),
    "dari": _("Dari tanggal"),
    "sampai": _("Sampai tanggal"),
}
LOG_EVERYTHING = _("Semua perbuatan")
SHOW = _("Tampilkan")
NO_ROLE = _("tanpa peran")

# --- accounts ------------------------------------------------------------------------------------------------
ACCOUNTS_TITLE = _("Akun petugas")
ACCOUNTS_LEAD = _("Akun di wilayah Anda. Setiap perubahan tercatat. Akun tidak dihapus, hanya ditutup.")
ACCOUNTS_NONE = _("Belum ada akun lain di wilayah Anda.")
ACCOUNTS_CAPTION = _("Akun menurut wilayah")
ACCOUNT_NEW = _("Akun baru")
ACCOUNT_MAKE = _("Buat akun")
ROLE = _("Peran")
AREA = _("Kode wilayah")
AREA_HELP = _("2 angka provinsi, 4 kabupaten/kota, 6 kecamatan, 10 desa; kosong berarti seluruh negeri.")
AREA_PLACE = _("Wilayah")
AREA_NOT_YOURS = _("Wilayah itu di luar wilayah Anda.")
USERNAME_HELP = _("Huruf, angka dan @ . + - _ saja. Nama ini tampil dalam catatan.")
STANDING = _("Keadaan")
STANDINGS = {True: _("terbuka"), False: _("ditutup")}
NO_PASSWORD = _("belum punya kata sandi")
LAST_SEEN = _("Terakhir masuk")
NEVER = _("belum pernah")
ACCOUNT_CHANGE = _("Ubah peran atau wilayah")
ACCOUNT_SAVE = _("Simpan")
CHANGED = _("Perubahan disimpan dan langsung berlaku.")
PASSWORD_TITLE = _("Kata sandi")
PASSWORD_LEAD = _(
    "Buat tautan sekali pakai, lalu sampaikan kepada petugasnya sendiri. Berlaku tiga hari; kata sandi lama tetap berlaku sampai diganti."
)
PASSWORD_MAKE = _("Buat tautan kata sandi")
PASSWORD_ADDRESS = _("Tautan untuk %(username)s. Hanya ditampilkan kali ini:")
ACCOUNT_CLOSE = _("Tutup akun")
ACCOUNT_CLOSE_LEAD = _("Petugas langsung keluar dan tidak dapat masuk lagi. Catatan perbuatannya tetap ada.")
ACCOUNT_OPEN = _("Buka kembali")
CLOSED_DONE = _("Akun ditutup.")
OPENED_DONE = _("Akun dibuka kembali.")
ROLES_MAY = {
    "ministry": _(
        "Melihat dan memutuskan untuk seluruh negeri, menetapkan klaster, menghentikan proses, mengelola semua akun, "
        "membaca seluruh catatan."
    ),
    "province": _(
        "Melihat dan memutuskan di provinsinya, mengoordinasikan usulan klaster, mengelola akun di bawahnya, membaca catatan provinsinya."
    ),
    "regency": _("Melihat dan memutuskan di kabupaten/kotanya, mengusulkan klaster, membaca catatan kabupaten/kotanya."),
    "facilitator": _("Melihat nama dan letak usaha di wilayahnya, tanpa nomor identitas, telepon, penjualan dan baris asli."),
    "viewer": _("Hanya jumlah; tidak melihat data perorangan."),
}
ROLES_CAPTION = _("Apa yang boleh dilakukan tiap peran")
ROLES_RIGHTS = _("Boleh")

# --- setting a password --------------------------------------------------------------------------------------
SET_PASSWORD_TITLE = _("Tetapkan kata sandi")
NEW_PASSWORD = _("Kata sandi baru")
NEW_PASSWORD_AGAIN = _("Kata sandi baru sekali lagi")
PASSWORD_RULES = _("Sedikitnya 10 huruf atau angka, bukan kata sandi yang umum dan bukan nama Anda.")
PASSWORDS_DIFFER = _("Kedua kata sandi tidak sama.")
PASSWORD_SAVE = _("Simpan kata sandi")
PASSWORD_SET = _("Kata sandi disimpan. Silakan masuk.")
LINK_ENDED = _("Tautan ini sudah dipakai atau sudah lewat waktunya. Mintalah tautan baru kepada pengelola akun Anda.")
