"""Every sentence about businesses, rejected rows and doubtful pairs."""

from django.utils.translation import gettext_lazy as _

DESK = _("Meja petugas")
NO_NAME = _("(tanpa nama)")

# --- the desk --------------------------------------------------------------------------------------------
DESK_TITLE = _("Meja petugas")
DESK_LEAD = _("Halaman-halaman ini memuat data perorangan. Pakailah hanya untuk tugas Anda.")
DESK_SEARCH = _("Cari usaha")
DESK_SEARCH_LEAD = _("%(count)s usaha dari %(records)s baris. Cari lewat klasternya atau dengan nomor atau nama usaha.")
DESK_CLUSTERS = _("Klaster dan anggotanya")
DESK_CLUSTERS_LEAD = _("%(count)s klaster. Buka satu klaster, lalu lihat anggotanya.")
DESK_CLUSTERS_ONLY = _("%(count)s klaster di wilayah Anda, dengan keadaan dan rencananya.")
DESK_REJECTED = _("Baris ditolak")
DESK_REJECTED_LEAD = _("%(count)s baris tidak dapat dipakai, masing-masing dengan alasannya.")
DESK_DOUBTFUL = _("Pasangan meragukan")
DESK_DOUBTFUL_LEAD = _("%(count)s pasang baris mungkin usaha yang sama.")
DESK_DECISIONS_LEAD = _("Yang Anda putuskan, dan yang menunggu proses berikutnya.")
DESK_APPROVALS = _("Penetapan klaster")
DESK_APPROVALS_LEAD = _("Klaster yang menunggu Anda: diusulkan, dikoordinasikan atau ditetapkan.")
DESK_CHANGES = _("Perubahan klaster")
DESK_CHANGES_LEAD = _("Klaster dan sentra yang lahir, berakhir, terbagi, bergabung atau berubah anggotanya.")
DESK_PLAN = _("Rencana pembinaan")
DESK_PLAN_LEAD = _("Layanan, mitra dan kota roadshow dari proses yang terbit.")
DESK_SCENARIOS = _("Skenario klaster")
DESK_SCENARIOS_LEAD = _("Bandingkan klaster dengan parameter lain sebelum diterbitkan.")
DESK_RUNS = _("Proses")
DESK_RUNS_LEAD = _("Yang sedang berjalan dan yang sudah selesai, dengan waktu dan peringatannya.")
DESK_LOG = _("Catatan perbuatan")
DESK_LOG_LEAD = _("Siapa melihat data perorangan, siapa memutuskan apa, dan kapan.")
DESK_ACCOUNTS = _("Akun petugas")
DESK_ACCOUNTS_LEAD = _("Buat, ubah atau tutup akun; buat tautan kata sandi.")

# --- searching -------------------------------------------------------------------------------------------
SEARCH_TITLE = _("Cari usaha")
SEARCH = _("Nama usaha, pemilik, NIB atau nomor usaha")
SEARCH_GO = _("Cari")
SEARCH_NONE = _("Tidak ada usaha yang cocok.")
SEARCH_MOST = _("Paling banyak %(count)s usaha ditampilkan; tambahkan kata untuk mempersempit.")
SEARCH_FOUND = _("Usaha yang ditemukan")
BUSINESS = _("Usaha")
OWNER = _("Pemilik")
ACTIVITY = _("Kegiatan")
SEARCH_PLACE = _("Tempat")
RECORDS = _("Baris")

# --- one business ------------------------------------------------------------------------------------------
FROM_RECORDS = _("Disatukan dari %(count)s baris dalam %(registers)s daftar.")
FROM_ONE = _("Berasal dari satu baris.")
VALUES_CAPTION = _("Nilai dan asalnya")
FIELD = _("Keterangan")
VALUE = _("Nilai")
CAME_FROM = _("Asal")
AS_IT_STOOD = _("Seperti tertulis")
ROW_OF = _("daftar %(register)s, baris %(row)s")
FIELDS = {
    "business_name": _("Nama usaha"),
    "owner": _("Pemilik"),
    "owner_sex": _("Jenis kelamin pemilik"),
    "phone": _("Telepon"),
    "nik": _("NIK"),
    "nib": _("NIB"),
    "npwp": _("NPWP"),
    "address": _("Alamat"),
    "activity": _("Kegiatan"),
    "category": _("Label dari daftar"),
    "kbli": _("KBLI seperti tertulis"),
    "workers": _("Pekerja"),
    "sales": _("Penjualan setahun"),
    "capital": _("Modal"),
    "started": _("Tahun mulai"),
    "observed_on": _("Keadaan per"),
}
SEXES = {"F": _("Perempuan"), "M": _("Laki-laki")}
WHY_CLASSED = _("Mengapa digolongkan demikian")
FASHION = _("Usaha fesyen")
FASHION_IS = {True: _("ya"), False: _("bukan"), None: _("belum diketahui")}
LINE = _("Lini produk")
ROLE = _("Peran")
INDUSTRY = _("KBLI")
INDUSTRY_SOURCES = {"given": _("dari daftar"), "inferred": _("disimpulkan")}
MUSLIM_WEAR = _("Busana muslim")
SIZE = _("Skala (BPS)")
SURE = _("yakin %(share)s")
BECAUSE_CAPTION = _("Alasannya")
HOME = _("Klaster")
HOMES = {
    "member": _("Anggota %(sentra)s dalam %(cluster)s, %(distance)s dari pusat klaster."),
    "linked": _("Terhubung dengan %(cluster)s, %(distance)s dari pusatnya."),
    "scattered": _("Terpencar; klaster yang terdekat, %(cluster)s, berjarak %(distance)s."),
    "over_water": _("Terpencar; pulaunya tidak punya klaster. Yang terdekat, %(cluster)s, ada di seberang laut, %(distance)s dari sini."),
    "unplaced": _("Letaknya belum diketahui, jadi belum punya klaster."),
    "none": _("Bukan usaha fesyen, jadi tidak masuk klaster."),
}
OPEN_CLUSTER = _("Buka klaster")
WHY_MERGED = _("Mengapa baris-baris ini disatukan")
MERGE_OF = _("%(a)s dengan %(b)s: peluang usaha yang sama %(share)s")
DECIDED_BY = _("diputuskan oleh %(by)s")
BY_MODEL = _("model")
MERGED_THROUGH = _("Baris-baris ini disatukan lewat baris lain yang serupa dengan keduanya.")
COMPARED = _("Segi")
ALIKE = _("Kemiripan")
WEIGHT = _("Bobot")
WEIGHT_WHY = _(
    "Bobot di atas 0 mendukung usaha yang sama, di bawah 0 mendukung usaha berbeda; setiap 1 lebih melipatduakan peluangnya. "
    "Dua baris sembarang hampir selalu usaha berbeda, jadi bobot semuanya bersama-sama harus besar sebelum keduanya disatukan."
)
CONFIDENCE = _("Keyakinan")
MEANS = _("Artinya")
SAYS_SAME = _("mendukung usaha yang sama")
SAYS_DIFFERENT = _("mendukung usaha berbeda")
SAYS_NOTHING = _("tidak menentukan")
COMPARISONS = {
    "name": _("Nama usaha"),
    "trade": _("Kata usaha"),
    "actor": _("Pemilik dan nomornya"),
    "phone": _("Telepon"),
    "place": _("Tempat"),
    "register": _("Daftar"),
    "held": _("Ditahan"),
}
RECORDS_TITLE = _("Baris-baris asal")
WHERE = _("Letak")
WHY_PLACED = _("Mengapa ditempatkan di sana")
PRECISION = _("Ketelitian")
COORDINATE = _("Koordinat")
COORDINATES = {
    "given": _("dipakai seperti tertulis"),
    "swapped": _("tertukar, sudah dibetulkan"),
    "sign_flipped": _("tandanya terbalik, sudah dibetulkan"),
    "scaled": _("tanpa koma desimal, sudah dibetulkan"),
    "contradicts": _("bertentangan dengan alamat"),
    "outside": _("di luar Indonesia"),
    "missing": _("tidak ada"),
}
LEVELS = {
    "village": _("desa/kelurahan"),
    "district": _("kecamatan"),
    "regency": _("kabupaten/kota"),
    "province": _("provinsi"),
    "none": _("tidak diketahui"),
}
ROW_AS_IT_STOOD = _("Baris seperti tertulis dalam daftar")
COLUMN = _("Kolom")

# --- rejected rows -------------------------------------------------------------------------------------------
REJECTED_TITLE = _("Baris ditolak")
REJECTED_LEAD = _("Baris yang tidak dapat dipakai. Unduh lembar kerjanya, perbaiki di sana, lalu kirim kembali di sini.")
REJECTED_NONE = _("Tidak ada baris yang ditolak.")
REGISTER = _("Daftar")
REASON = _("Alasan")
EVERY_REGISTER = _("Semua daftar")
EVERY_REASON = _("Semua alasan")
SHOW = _("Tampilkan")
DOWNLOAD = _("Unduh baris ditolak dari %(register)s (XLSX)")
ROW = _("Nomor baris")
REJECTED_CAPTION = _("Baris ditolak dengan alasannya")
COUNTS_CAPTION = _("Banyaknya menurut daftar dan alasan")
COUNT = _("Banyaknya")
UPLOAD = _("Kirim kembali yang sudah diperbaiki (%(register)s)")
UPLOAD_TITLE = _("Mengirim baris yang sudah diperbaiki")
UPLOAD_LEAD = _(
    "Perbaiki isinya dalam lembar yang diunduh; jangan ubah judul kolom dan nomor barisnya. "
    "Baris yang diterima menggantikan baris yang ditolak pada proses berikutnya."
)
SHEET_FILE = _("Lembar kerja (XLSX atau CSV, paling besar 2 MB)")
SHEET_CHECK = _("Periksa")
SHEET_NEEDED = _("Pilih lembar kerjanya.")
SHEET_EMPTY = _("Lembar itu kosong: ukurannya 0 byte. Simpan lagi dari aplikasi lembar kerja, lalu kirim kembali.")
SHEET_TOO_BIG = _("Lembar itu lebih besar dari 2 MB. Bagilah menjadi beberapa lembar dengan judul kolom yang sama.")
SHEET_ACCEPTED = _("%(count)s baris diterima.")
SHEET_STILL = _("%(count)s baris masih ditolak.")
SHEET_STRANGE = _("%(count)s baris diabaikan, karena nomor barisnya bukan nomor baris yang ditolak atau disebut dua kali.")
SHEET_STILL_CAPTION = _("Mengapa masih ditolak")
SHEET_SEND = _("Kirim ke proses berikutnya")
SHEET_DROP = _("Jangan kirim")
SHEET_KEPT = _("Lembar yang tidak dikirim dalam %(days)s hari dihapus, karena berisi data pribadi.")
SHEET_SENT = _("Terkirim. Proses berikutnya membacanya.")
SHEET_DROPPED = _("Lembar itu tidak dikirim dan sudah dihapus.")
SHEET_WAITS = _("Lembar ini sudah dikirim dan menunggu proses berikutnya.")
SHEET_WITHDRAW = _("Tarik kembali")
SHEET_WITHDRAWN = _("Lembar itu ditarik kembali dan dihapus; proses berikutnya tidak membacanya.")
SHEET_READ = _("Lembar ini sudah dibaca, atau sedang dibaca, sebuah proses.")
SHEET_GONE = _("Lembar ini tidak dikirim dan sudah dihapus.")
SHEETS_FORGOTTEN = _("%(count)s berkas lembar yang tidak dikirim dalam %(days)s hari sudah dihapus.")
SHEET_NOT_YOURS = _("Lembar ini diperiksa oleh petugas lain; hanya petugas itu yang dapat mengirim atau menghapusnya.")
SHEET_AGAIN = _("Kirim lembar lain")
SHEETS_SENT = _("Yang sudah dikirim")

# --- doubtful pairs ------------------------------------------------------------------------------------------
DOUBTFUL_TITLE = _("Pasangan meragukan")
DOUBTFUL_LEAD = _(
    "Dua baris yang mungkin usaha yang sama, tetapi buktinya belum cukup. Keduanya tetap terpisah sampai ada yang memutuskan. "
    "Usaha fesyen didahulukan."
)
DOUBTFUL_NONE = _("Tidak ada pasangan yang meragukan di wilayah Anda.")
PAIR_TITLE = _("Satu pasangan")
PAIR = _("Peluang usaha yang sama %(share)s")
DECIDED_OF = _("%(decided)s dari %(total)s pasangan sudah diputuskan.")
ALL_DECIDED = _("Semua pasangan sudah diputuskan. Keputusan berlaku pada proses berikutnya.")
ONLY_SKIPPED = _("Tinggal %(count)s pasangan yang Anda lewati.")
SKIPPED_AGAIN = _("Tampilkan lagi yang dilewati")
SAME = _("Usaha yang sama (S)")
DIFFERENT = _("Usaha berbeda (B)")
SKIP = _("Lewati dahulu (L)")
WHY_OPTIONAL = _("Alasan (boleh kosong; jangan tulis data perorangan)")
KEYS = _("Putuskan dengan tombol S, B, L; batalkan yang terakhir dengan U")
PAIR_INVALID = _("Keputusan itu tidak lengkap. Pilih sama, berbeda, atau lewati.")
PAIR_DECIDED = {
    "same": _("Tercatat: usaha yang sama. Berlaku pada proses berikutnya."),
    "different": _("Tercatat: usaha berbeda. Berlaku pada proses berikutnya."),
}
LAST_DECISION = _("Keputusan Anda yang terakhir:")
HOLDS_NOW = _("Sudah diputuskan:")
CONTRADICTS_TITLE = _("Bertentangan dengan keputusan lain")
CONTRADICTS_LEAD = _(
    "Keputusan Anda belum dicatat, karena tidak mungkin benar bersama keputusan-keputusan ini. Batalkan yang keliru, lalu putuskan lagi."
)
CONTRADICTS_BEYOND = _("Yang bertentangan di luar wilayah Anda: %(count)s keputusan. Mintalah %(whom)s meninjaunya.")
ASK = {"province": _("petugas provinsi %(province)s"), "ministry": _("petugas kementerian")}
BACK_TO_PAIR = _("Kembali ke pasangan")
BACK = _("Kembali")
BACK_TO_QUEUE = _("Pasangan berikutnya")

# --- decisions -------------------------------------------------------------------------------------------------
DECISIONS_TITLE = _("Keputusan")
DECISIONS_LEAD = _("Keputusan orang selalu mengalahkan mesin dan bertahan pada setiap proses, sampai dibatalkan.")
DECISIONS_MINE = _("Hanya keputusan saya")
DECISIONS_ALL = _("Semua keputusan di wilayah saya")
DECISIONS_NONE = _("Belum ada keputusan.")
DECISION = _("Keputusan")
BY = _("Oleh")
ON = _("Waktu")
STATE = _("Keadaan")
UNDO = _("Batalkan")
UNDONE = _("Keputusan dibatalkan.")
UNDONE_BY = _("dibatalkan oleh %(by)s,")
DECISIONS = {
    "same": _("%(one)s dan %(two)s usaha yang sama"),
    "different": _("%(one)s dan %(two)s usaha berbeda"),
    "place": _("usaha %(business)s ada di %(place)s"),
    "class": _("usaha %(business)s: %(answer)s"),
}
UNIT_DECISIONS = {
    "lock": _("%(one)s dikunci: anggotanya tetap"),
    "apart-sentra": _("%(one)s dan %(two)s tidak dalam satu klaster"),
    "apart-business": _("usaha %(one)s dan %(two)s tidak dalam satu sentra"),
    "together-sentra": _("%(one)s dan %(two)s dalam satu klaster"),
    "together-business": _("usaha %(one)s dan %(two)s dalam satu sentra"),
    "merge": _("%(one)s dan %(two)s menjadi satu sentra"),
    "split": _("%(one)s dibagi menjadi %(parts)s sentra"),
    "exclude": _("usaha %(one)s tidak menjadi anggota sentra mana pun"),
    "rename": _("%(one)s dinamai “%(name)s”"),
}
DECISION_STATES = {
    "holds": _("berlaku"),
    "waits": _("menunggu proses berikutnya"),
    "leaves": _("dibatalkan, hilang pada proses berikutnya"),
    "left": _("dibatalkan"),
}
NOT_FASHION = _("bukan usaha fesyen")
IS_FASHION = _("usaha fesyen")
CORRECT_PLACE = _("Betulkan letaknya")
CORRECT_CLASS = _("Betulkan golongannya")
CORRECTED = _("Pembetulan tercatat. Berlaku pada proses berikutnya.")
PLACE_TITLE = _("Membetulkan letak")
PLACE_LEAD = _("Cari desa, kecamatan atau kabupaten/kota tempat usaha ini berada, di wilayah Anda. Pilih yang terhalus yang Anda ketahui.")
PLACE_SEARCH = _("Nama desa, kecamatan atau kabupaten/kota")
PLACE_CHOOSE = _("Pilih wilayahnya")
PLACE_NONE = _("Tidak ada wilayah yang cocok di wilayah tugas Anda.")
PLACE_MOST = _("Hanya %(count)s yang pertama ditampilkan; tambahkan kata, misalnya nama kecamatannya.")
POINT = _("Titiknya (boleh kosong)")
LATITUDE = _("Lintang (derajat, misalnya -7.5689)")
LONGITUDE = _("Bujur (derajat, misalnya 110.8291)")
WHY = _("Alasan (jangan tulis data perorangan)")
SAVE = _("Catat pembetulan")
AREA_NEEDED = _("Pilih satu wilayah.")
AREA_NOT_YOURS = _("Wilayah itu tidak ada dalam daftar resmi, atau di luar wilayah tugas Anda.")
POINT_HALF = _("Isi lintang dan bujur, atau kosongkan keduanya.")
POINT_ELSEWHERE = _("Titik itu jauh di luar wilayah yang dipilih. Periksa lintang dan bujurnya.")
REASON_NEEDED = _("Tulis alasannya.")
CLASS_TITLE = _("Membetulkan golongan")
CLASS_LEAD = _("Yang tidak Anda sebut tetap menurut model. Jawaban Anda mengalahkan model dan bertahan pada setiap proses.")
CLASS_NOW = _("Menurut hasil sekarang: %(now)s")
FASHION_NEEDED = _("Pilih: usaha fesyen atau bukan.")
FASHION_ANSWERS = {"yes": _("Ya, usaha fesyen, tekstil atau turunannya"), "no": _("Bukan usaha fesyen")}
NOT_SAID = _("(biarkan menurut model)")
EXPORTED = _("%(count)s keputusan ditulis ke %(file)s")

# --- what waits for the next run ------------------------------------------------------------------------------------
PENDING_TITLE = _("Keputusan yang menunggu proses berikutnya")
EVIDENCE = _("Bukti")
FIRST = _("Baris pertama")
SECOND = _("Baris kedua")
RECORD_FIELDS = {
    "business_name": _("Nama usaha"),
    "owner": _("Pemilik"),
    "phone": _("Telepon"),
    "nik": _("NIK"),
    "nib": _("NIB"),
    "address": _("Alamat"),
    "village": _("Desa/kelurahan"),
    "district": _("Kecamatan"),
    "regency": _("Kabupaten/kota"),
    "activity": _("Kegiatan"),
    "category": _("Label dari daftar"),
    "kbli": _("KBLI seperti tertulis"),
    "workers": _("Pekerja"),
    "sales": _("Penjualan setahun"),
}

# --- the audit log -------------------------------------------------------------------------------------------
LOG_SEARCHED = _("%(rows)s usaha ditampilkan")
LOG_ROWS = _("%(rows)s dari %(total)s baris, saringan: %(filter)s")
