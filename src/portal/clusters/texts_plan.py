"""Every sentence about the plan of coaching as a whole, for the ministry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLE = _("Rencana pembinaan")
LEAD = _("Rencana pertama dari proses yang terbit: layanan yang dibutuhkan klaster, mitra yang memberikannya, dan kota-kota roadshow.")
EMPTY = _("Proses yang terbit tidak memuat rencana: belum ada klaster yang dapat dibina.")
SERVICES = _("Kebutuhan menurut layanan")
SERVICE = _("Layanan")
REQUESTS = _("Klaster")
ASSIGNED = _("Mendapat mitra")
UNMET = _("Belum terpenuhi")
REASONS = _("Mengapa belum terpenuhi")
REASON = _("Alasan")
NEEDS = _("Kebutuhan")
PARTNERS = _("Mitra dan bebannya setahun")
PARTNERS_NONE = _(
    "Proses ini tidak diberi daftar mitra. Buat daftarnya dengan `rajut template partners`, isi, lalu sebut dengan --partners "
    "pada `rajut run`."
)
PARTNER = _("Mitra")
KIND = _("Jenis")
KINDS = {"association": _("asosiasi"), "company": _("perusahaan"), "campus": _("kampus"), "bank": _("bank")}
PLACE = _("Tempat")
USED = _("Terpakai")
CAPACITY = _("Kapasitas")
LOAD_WHY = _("Satu layanan untuk satu klaster memakai satu satuan kapasitas.")
ROADSHOW = _("Kota roadshow")
ROADSHOW_NONE = _("Tidak ada kota roadshow dalam proses ini.")
STOP = _("Urutan")
CITY = _("Kota")
ADDS = _("Menambah")
COVERED = _("Terjangkau sampai di sini")
SHARE = _("Bagian")
ROADSHOW_WHY = _(
    "Kota dipilih supaya usaha fesyen tercatat dalam jarak %(radius)s km sebanyak mungkin. Bagian dihitung dari usaha yang letaknya "
    "diketahui; usaha yang tidak tercatat tidak ikut dihitung. Tanggal dan anggaran belum direncanakan."
)
