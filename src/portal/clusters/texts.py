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
