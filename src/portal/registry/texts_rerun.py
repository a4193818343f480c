"""Every sentence about running the published run again."""

from django.utils.translation import gettext_lazy as _

# Words the page shares with the other pages of the desk.
from portal.registry.texts import BY as BY
from portal.registry.texts import DECISIONS_TITLE as DECISIONS_TITLE
from portal.registry.texts import ON as ON
from portal.registry.texts import STATE as STATE

RUNS = _("Proses")
RERUN_TITLE = _("Proses ulang")
RERUN_LEAD = _(
    "Menjalankan lagi proses yang terbit dari baris yang sudah dibaca, dengan semua keputusan petugas. Hasilnya langsung terbit."
)
RERUN_WAITING = _("%(count)s keputusan menunggu.")
RERUN_SHEETS = _("%(count)s lembar baris yang diperbaiki ikut dibaca.")
RERUN = _("Mulai proses ulang")
RERUN_STARTED = _("Proses ulang dimulai.")
RERUN_BUSY = _("Sedang ada proses yang berjalan. Tunggu sampai selesai, atau hentikan dahulu.")
RERUN_RUNNING = _("Proses ulang sedang berjalan.")
PARAMETERS = _("Parameter klaster")
PARAMETERS_NOW = _("Seperti proses yang terbit")
PARAMETERS_DEFINED = _("Kembali sesuai definisi")
PARAMETERS_SCENARIO = _("Dari skenario %(name)s")
PARAMETERS_HELP = _(
    "Parameter lain membentuk semua klaster dari awal, seperti dalam skenarionya. Yang dikunci petugas tetap, "
    "dan klaster yang berlanjut tetap memakai nomornya. Parameter yang dipakai berlaku terus sampai diganti."
)
PARAMETERS_GONE = _("Skenario itu tidak ada lagi. Pilih yang lain.")
SCENARIO_ADOPTED = _("Skenario yang dipakai")
RERUN_WATCH = _("Lihat kemajuannya atau hentikan")
STARTS_CAPTION = _("Yang dimulai dari portal")
START_STATES = {
    "running": _("berjalan"),
    "done": _("selesai dan terbit"),
    "failed": _("gagal"),
    "stopped": _("dihentikan"),
    "lost": _("terputus; mulai lagi untuk melanjutkan dari tahap yang selesai"),
}
