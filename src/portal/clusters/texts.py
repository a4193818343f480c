"""Every sentence about clusters."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DESK = _("Meja petugas")

# --- list ----------------------------------------------------------------------------------------------
LIST_TITLE = _("Klaster fesyen dan tekstil")
LIST_LEAD = _("Klaster adalah sentra-sentra satu tempat bersama pemasok, pendukung dan perdagangannya: satuan pembinaan.")
SEARCH = _("Cari nama")
LINE = _("Lini produk")
PROVINCE = _("Provinsi")
ANYWHERE = _("Seluruh Indonesia")
SHOW = _("Tampilkan")
FOUND = _("%(count)s klaster ditemukan.")
FOUND_IN = _("%(count)s klaster ditemukan di %(area)s.")
FOUND_NONE = _("Tidak ada klaster yang cocok. Coba kata yang lebih pendek, atau wilayah yang lebih luas.")
CLUSTER = _("Klaster")
MAIN_LINE = _("Lini utama")
PLACE = _("Tempat")
MEMBERS = _("Anggota")
SENTRA = _("Sentra")
QUOTIENT = _("LQ")

# --- one cluster -----------------------------------------------------------------------------------------
LEAD = _("Klaster %(segment)s di %(regency)s dengan %(members)s usaha anggota.")
LEAD_SMALL = _("Klaster %(segment)s di %(regency)s dengan kurang dari %(members)s usaha anggota.")
RADIUS = _("Jari-jari")
RADIUS_WHY = _("9 dari 10 anggota")
SPECIALISATION = _("Kekhasan (LQ)")
SPECIALISATION_WHY = _("%(segment)s di %(regency)s")
DECREE = _("Ditetapkan")
DECIDED = _("ditetapkan")
ENDED = _("Klaster ini tidak ada lagi dalam proses yang terbit.")
ENDED_HEIR = _("Kebanyakan usahanya kini di:")
ENDED_DECREE = _("Tidak ada klaster yang meneruskannya; keputusannya sedang ditinjau.")
TO_APPROVAL = _("Penetapan (petugas)")
WOMEN = _("Milik perempuan")
WOMEN_WHY = _("dari yang diketahui")
MUSLIM_WEAR = _("Busana muslim")
WORKERS = _("Pekerja")
WORKERS_WHY = _("pada usaha yang melaporkan")
SEGMENTS_CAPTION = _("Anggota menurut lini produk")
ROLES_CAPTION = _("Anggota menurut peran")
SIZES_CAPTION = _("Anggota menurut skala usaha (BPS, jumlah pekerja)")
SEXES_CAPTION = _("Anggota menurut pemilik")
PART = _("Bagian")
MISSING = _("Peran yang belum ada")
MISSING_ONE = _("%(role)s: yang terdekat %(distance)s dari pusat klaster.")
MISSING_FAR = _("%(role)s: belum ada yang diketahui letaknya.")
MISSING_NONE = _("Semua peran rantai nilai ada di klaster ini.")
SENTRA_CAPTION = _("Sentra dalam klaster ini")
MEDIAN_DISTANCE = _("Jarak ke pusat (median)")
RULES_CAPTION = _("Aturan sentra dan klaster: terpenuhi atau tidak, dan berapa yang terukur")
RULE = _("Aturan")
RULE_CLUSTER = _("Klaster ini")
MET = {True: _("ya"), False: _("tidak"), None: _("belum dapat dinilai")}
NEEDED = _("Diminta")
RULES_WHY = _("Memenuhi aturan bukan berarti sudah ditetapkan; penetapan adalah wewenang pemerintah.")
PLAN = _("Kebutuhan dan rencana pembinaan")
PLAN_CAPTION = _("Kebutuhan lima layanan, dari yang paling mendesak")
NEED_WHY = _(
    "Kebutuhan dinilai dari 0 (tidak ada) sampai 1 (paling besar) menurut keadaan anggota dalam daftar. Angkanya mengurutkan klaster, "
    "bukan meramalkan hasil pembinaan. Klaster yang paling membutuhkan didahulukan; mitranya yang terdekat yang mampu."
)
SERVICE = _("Layanan")
NEED = _("Kebutuhan")
ASSIGNED = _("Mitra")
VENUE = _("Tempat kegiatan")
REASON = _("Alasan")
UNMET = _("belum terpenuhi")
DISTANCE = _("%(distance)s km")
TO_MEMBERS = _("Lihat anggota (petugas)")
SMALL_WHY = _("Angka di bawah 5 ditahan; bila hanya satu yang ditahan, satu angka lagi ikut ditahan.")

# --- why, and where it stands -------------------------------------------------------------------------------
WHY = _("Mengapa ini sebuah klaster")
AND = _("dan")
WHY_SENTRA = _("Ada %(count)s sentra yang berdekatan di sini: %(names)s.")
WHY_ONE_SENTRA = _("Ada satu sentra di sini: %(names)s.")
WHY_MORE = _("; dan %(count)s lainnya")
WHY_NO_SENTRA = _("Belum ada sentra di sini: usaha yang selini terlalu sedikit atau terlalu berjauhan.")
WHY_CLOSE = _("Sembilan dari sepuluh anggotanya berada paling jauh %(radius)s dari pusatnya.")
WHY_CLOSE_DENSE = _("Sembilan dari sepuluh anggotanya berada paling jauh %(radius)s dari pusatnya, kira-kira %(density)s usaha per km².")
WHY_CHAIN = _("Anggotanya saling melengkapi: ada peran %(present)s. Yang belum ada: %(missing)s.")
WHY_CHAIN_WHOLE = _("Rantai nilainya lengkap: ada peran %(present)s.")
WHY_ONE_ROLE = _("Semua anggota yang perannya diketahui berperan %(present)s. Yang belum ada: %(missing)s.")
WHY_SPECIAL = _("Lini %(segment)s %(times)s kali lebih terpusat di %(regency)s daripada di seluruh negeri.")
WHY_NOT_SPECIAL = _("Lini %(segment)s di %(regency)s tidak lebih terpusat daripada di seluruh negeri (LQ %(times)s).")
WHY_RULE = _("%(met)s dari %(count)s sentranya memenuhi batas PP 29/2018: paling sedikit 5 unit usaha sejenis di satu lokasi.")
DENSITY = _("Usaha per km²")
DENSITY_WHY = _("dalam jari-jari itu")
MEDIAN_WHY = _("separuh anggota sedekat ini")
DISTANCE_MEDIAN = _("Jarak ke pusat")
STANDING = _("Kedudukan di antara klaster %(segment)s")
STANDING_CAPTION = _("Dibandingkan dengan semua klaster selini di seluruh negeri")
STANDING_WHY = _(
    "Kekuatan: lebih baik daripada tiga perempat klaster selini. Kelemahan: tiga perempatnya lebih baik. "
    "Hanya angka yang diterbitkan yang dibandingkan."
)
STANDING_NONE = _("Klaster selini terlalu sedikit untuk dibandingkan.")
MEDIAN = _("Median")
RANK = _("Peringkat")
RANK_OF = _("%(rank)s dari %(of)s")
OF_CLUSTERS = _("Dari berapa klaster")
JUDGEMENT = _("Penilaian")
ROLES_PRESENT = _("Peran rantai nilai yang ada, dari 4")
VERDICTS = {"strong": _("kekuatan"), "weak": _("kelemahan"), "middle": _("sedang"), "none": "–"}
NEAREST_BUSINESS = _("%(role)s: usaha terdekat %(distance)s dari pusat klaster")
NEAREST_OPEN = _("lihat usahanya")
NEAREST_ELSEWHERE = _("di luar wilayah Anda")

# --- files -------------------------------------------------------------------------------------------------
FILES_TITLE = _("Unduh profil ini")
FILES_LEAD = _("Isinya sama dengan halaman ini: angka yang ditahan di sini juga ditahan di sana.")
FILES_LIST = _("Unduh daftar klaster di %(area)s")
FILE_KINDS = {
    "xlsx": _("Lembar kerja (XLSX)"),
    "pdf": _("Dokumen untuk dicetak (PDF)"),
    "geojson": _("Peta untuk peramban dan program (GeoJSON)"),
    "gpkg": _("Peta untuk QGIS dan SIG lain (GeoPackage)"),
}
FILE_SIZE = _("sekitar %(size)s KB")
FILE_EMPTY = _("Sel kosong berarti tidak diketahui atau tidak dapat dihitung; kosong tidak pernah berarti nol.")
FILE_LIST = _("Klaster di %(area)s")
FILE_ABOUT = pgettext_lazy("berkas", "Keterangan")
FILE_PAGE = _("Halaman")
FILE_NAME = _("klaster")
FILE_MEMBERS = _("anggota-klaster")
LONGITUDE = _("Bujur")
LATITUDE = _("Lintang")
SUMMARY = _("Ringkasan")
FACT = _("Ukuran")
VALUE = _("Nilai")
NUMBER = _("Nomor")
REGENCY = _("Kabupaten/kota")
RADIUS_KM = _("Jari-jari 9 dari 10 anggota (km)")
NEAREST_KM = _("Yang terdekat dari pusat (km)")
MEDIAN_KM = _("Jarak ke pusat, median (km)")
P90_KM = _("Jarak ke pusat, 9 dari 10 (km)")
MEMBERS_BY = _("Anggota menurut lini, peran, skala dan pemilik")
BY = _("Menurut")
SIZE = _("Skala usaha")
OWNER_SEX = _("Pemilik")
SEXES = {"F": _("Perempuan"), "M": _("Laki-laki"), "unknown": _("Belum diketahui")}
VINTAGE = _("Dasar")
UNIT = _("Satuan")
EVERY_UNIT = _("Semua sentra")
RULE_MET = _("Terpenuhi")
MEASURED = _("Terukur")

# --- the change report (officers) ------------------------------------------------------------------------
CHANGES_TITLE = _("Perubahan klaster")
CHANGES_LEAD = _("Apa yang terjadi pada klaster dan sentra sejak proses yang terbit sebelumnya. Angka lengkap, hanya untuk petugas.")
CHANGES_COUNTS = _("Banyaknya perubahan")
CHANGES_NONE = _("Tidak ada perubahan yang cocok.")
CHANGES_FIRST = _("Ini proses yang pertama: belum ada yang dapat dibandingkan.")
CHANGES_TAKE = _("Unduh sebagai lembar kerja (XLSX)")
CHANGES_FILE = _("perubahan-klaster")
CHANGE = _("Perubahan")
WHAT_HAPPENED = _("Yang terjadi")
NAME = _("Nama")
BEFORE = _("Usaha sebelumnya")
NOW = _("Usaha sekarang")
JOINED = _("Usaha yang masuk")
GONE = _("Usaha yang keluar")
MOVED_IN = _("Masuk dari yang lain")
MOVED_OUT = _("Pindah ke yang lain")
EVERY = _("Semua")
UNITS = {"cluster": _("Klaster"), "sentra": _("Sentra")}
CHANGE_KINDS = {
    "born": _("lahir"),
    "ended": _("berakhir"),
    "split": _("terbagi"),
    "merged": _("bergabung"),
    "members": _("anggota berubah"),
}
CHANGES = {
    "born": _("Baru, dengan %(members)s usaha; kebanyakan dari %(others)s."),
    "born-alone": _("Baru, dengan %(members)s usaha."),
    "ended": _("Tidak ada lagi; kebanyakan dari %(before)s usahanya kini di %(others)s."),
    "ended-alone": _("Tidak ada lagi; %(before)s usahanya tidak pindah ke yang lain."),
    "split": _("Tetap ada dengan %(members)s usaha; darinya lahir %(others)s."),
    "merged": _("Menerima anggota %(others)s, yang tidak ada lagi; kini %(members)s usaha."),
    "members": _("%(joined)s usaha masuk (%(moved_in)s dari yang lain), %(gone)s keluar (%(moved_out)s pindah ke yang lain)."),
}

# --- tools (officers) ------------------------------------------------------------------------------------
TOOLS_TITLE = _("Atur klaster")
TOOLS_LEAD = _("Keputusan Anda mengalahkan mesin. Semuanya berlaku pada proses berikutnya, dan dapat dibatalkan di sini.")
TOOLS_DECIDED = _("Yang sudah diputuskan")
TOOLS_NONE = _("Belum ada keputusan tentang klaster ini dan sentranya.")
TOOLS_DONE = _("Tercatat. Berlaku pada proses berikutnya.")
TOOLS_ONE_SENTRA = _("Menyatukan atau memisahkan sentra memerlukan dua sentra; di kabupaten/kota ini hanya ada satu.")
TOOLS_MEMBERS = _("Keluarkan, pisahkan atau satukan usaha: pilih di halaman anggota")
TOOLS = {
    "lock": _("Kunci"),
    "rename": _("Ganti nama"),
    "split": _("Bagi sentra"),
    "together": _("Satukan dalam satu klaster"),
    "apart": _("Pisahkan klasternya"),
    "merge": _("Jadikan satu sentra"),
}
TOOLS_HELP = {
    "lock": _("Anggotanya tetap seperti sekarang: tidak ada yang masuk, dan hanya usaha yang sudah tidak ada yang keluar."),
    "rename": _("Nama ini dipakai menggantikan nama dari mesin. Isi salah satu atau keduanya."),
    "split": _("Sentra dibagi menurut letak anggotanya; bagian terbesar memakai nomor yang lama."),
    "together": _("Kedua sentra masuk klaster yang sama."),
    "apart": _("Kedua sentra tidak pernah masuk klaster yang sama."),
    "merge": _("Anggota kedua sentra menjadi satu sentra, selama tidak melebihi batas."),
}
SENTRA_OR_CLUSTER = _("Klaster atau sentra")
FIRST_SENTRA = _("Sentra pertama")
SECOND_SENTRA = _("Sentra kedua")
CHOOSE = _("Pilih")
PARTS = _("Menjadi berapa (2 sampai 9)")
NAME_ID = _("Nama dalam bahasa Indonesia")
NAME_EN = _("Nama dalam bahasa Inggris")
WHY_DECIDED = _("Alasan (jangan tulis data perorangan)")
REASON_NEEDED = _("Tulis alasannya.")
UNIT_NEEDED = _("Pilih klaster atau sentra dari daftar.")
TWO_NEEDED = _("Pilih dua sentra yang berbeda.")
PARTS_NEEDED = _("Isi angka dari 2 sampai 9.")
NAME_NEEDED = _("Isi namanya: satu baris, paling panjang 120 huruf.")
MEMBERS_DECIDE = _("Putuskan tentang usaha yang dipilih")
MEMBERS_DECIDE_LEAD = _("Centang usahanya dalam tabel di atas. Berlaku pada proses berikutnya.")
MEMBER_ACTS = {
    "exclude": _("Keluarkan dari sentra"),
    "apart": _("Jangan sesentra (dua usaha)"),
    "together": _("Satukan sesentra (dua usaha)"),
}
OTHER_BUSINESS = _("Nomor usaha lain yang tidak ada dalam tabel (boleh kosong)")
MEMBER_NEEDED = _("Pilih sedikitnya satu usaha.")
TWO_MEMBERS_NEEDED = _("Pilih tepat dua usaha.")
BUSINESS_UNKNOWN = _("Usaha itu tidak ada di wilayah Anda. Periksa nomornya.")

# --- members (officers) ----------------------------------------------------------------------------------
MEMBERS_TITLE = _("Anggota klaster")
MEMBERS_CAPTION = _("Usaha di klaster ini dan usaha terpencar yang paling dekat dengannya")
BUSINESS = _("Usaha")
OWNER = _("Pemilik")
ACTIVITY = _("Kegiatan")
ROLE = _("Peran")
HOME = _("Kedudukan")
TO_CENTRE = _("Ke pusat")
NO_NAME = _("(tanpa nama)")
HOMES = {
    "member": _("anggota sentra"),
    "linked": _("terhubung"),
    "scattered": _("terpencar"),
    "unplaced": _("tanpa letak"),
}
LOG_ROWS = _("%(rows)s dari %(total)s anggota")
LOG_TOOK = _("%(rows)s anggota, %(kind)s")
TAKE_MEMBERS = _("Unduh anggota (%(kind)s)")
TAKE_WHY = _("Berkas ini memuat data perorangan. Setiap unduhan tercatat; simpan dan bagikan hanya untuk tugas Anda.")
PHONE = _("Telepon")
ADDRESS = _("Alamat")
VILLAGE = _("Desa/kelurahan")
DISTRICT = _("Kecamatan")
WORKERS_OWN = _("Pekerja")
TO_CENTRE_KM = _("Ke pusat (km)")
