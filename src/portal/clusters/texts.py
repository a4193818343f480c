"""Every sentence about clusters."""

from django.utils.translation import gettext_lazy as _

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
SERVICE = _("Layanan")
NEED = _("Kebutuhan")
ASSIGNED = _("Mitra")
VENUE = _("Tempat kegiatan")
REASON = _("Alasan")
UNMET = _("belum terpenuhi")
DISTANCE = _("%(distance)s km")
TO_MEMBERS = _("Lihat anggota (petugas)")
SMALL_WHY = _("Angka di bawah 5 ditahan; bila hanya satu yang ditahan, satu angka lagi ikut ditahan.")

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
FILE_ABOUT = _("Keterangan")
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
