"""Every sentence about runs."""

from django.utils.translation import gettext_lazy as _

DESK = _("Meja petugas")
LIST_TITLE = _("Proses")
LIST_LEAD = _("Satu proses membaca daftar-daftar dan menghasilkan peta, klaster dan rencana. Hanya satu yang terbit pada satu waktu.")
LIST_NONE = _("Belum ada proses di ruang kerja ini.")
RUN = _("Proses")
RERUN = _("Proses ulang")
STATE = _("Keadaan")
STARTED = _("Mulai")
FINISHED = _("Selesai")
CURRENT = _("terbit")
STATES = {
    "running": _("berjalan"),
    "killed": _("terputus"),
    "done": _("selesai"),
    "failed": _("gagal"),
    "cancelled": _("dihentikan"),
}
KILLED_WHY = _("Proses ini berhenti tanpa pamit. Jalankan perintah yang sama untuk melanjutkan; tahap yang selesai tidak dihitung ulang.")
PROGRESS = _("Kemajuan")
CANCEL = _("Hentikan proses")
CANCEL_WAITING = _("Permintaan berhenti sudah dikirim; proses berhenti pada pemeriksaan berikutnya.")
CANCEL_ASKED = _("Proses diminta berhenti.")
CANCEL_NOT_RUNNING = _("Proses ini tidak sedang berjalan.")
VERSION = _("Versi Rajut")
STAGES_CAPTION = _("Tahap yang selesai")
STAGE = _("Tahap")
SECONDS = _("Detik")
ROWS = _("Baris per tabel")
WARNINGS = _("Peringatan")
REUSED = _("diambil dari proses %(run)s")
STAGES_NONE = _("Belum ada tahap yang selesai.")
INPUTS_CAPTION = _("Daftar yang dibaca")
FILE = _("Berkas")
DIGEST = _("Sidik (SHA-256)")
STAGES = {
    "reading": _("Membaca"),
    "locating": _("Menempatkan"),
    "matching": _("Mencocokkan"),
    "classifying": _("Menggolongkan"),
    "mapping": _("Memetakan"),
    "clustering": _("Mengelompokkan"),
    "planning": _("Merencanakan"),
}
