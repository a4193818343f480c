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
    "waiting": _("menunggu tahap berikutnya"),
    "done": _("selesai"),
    "failed": _("gagal"),
    "cancelled": _("dihentikan"),
}
STATES_HELP = {
    "killed": _(
        "Proses ini berhenti tanpa sempat memberi tahu, misalnya karena komputernya mati atau memorinya habis. Yang terbit tidak berubah. "
        "Mulai lagi untuk melanjutkan: tahap yang selesai tidak dihitung ulang."
    ),
    "cancelled": _(
        "Proses ini dihentikan atas permintaan. Yang terbit tidak berubah. Mulai lagi untuk melanjutkan: tahap yang selesai "
        "tidak dihitung ulang."
    ),
    "failed": _(
        "Proses ini gagal. Yang terbit tidak berubah. Setelah penyebabnya diperbaiki, mulai lagi: tahap yang selesai tidak dihitung ulang."
    ),
}
GO_ON = _("Lanjutkan lewat “Proses ulang”")
GO_ON_COMMAND = _("Proses ini membaca daftar lain daripada yang terbit: lanjutkan dengan menjalankan lagi perintah yang memulainya.")
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

# What a stage does now, by the name it tells in its progress; a file's name is shown as it is.
STEPS = {
    "addresses": _("membaca alamat"),
    "agglomeration": _("mengukur pemusatan"),
    "answers": _("memilih jawaban"),
    "assignments": _("mencari mitra"),
    "bounds": _("menghitung batas bawah jarak"),
    "businesses": _("mengumpulkan usaha"),
    "candidates": _("mencari calon pasangan"),
    "chances": _("memperkirakan peluang"),
    "classes": _("menggolongkan"),
    "clusters": _("membentuk klaster"),
    "coordinates": _("memeriksa koordinat"),
    "coverage": _("memperkirakan cakupan"),
    "decisions": _("menerapkan keputusan petugas"),
    "frequencies": _("menghitung kekerapan nama"),
    "groups": _("menyatukan baris menjadi usaha"),
    "hexagons": _("menghitung kisi peta"),
    "ids": _("memberi nomor usaha"),
    "labels": _("belajar dari contoh berlabel"),
    "names": _("merapikan nama"),
    "needs": _("menilai kebutuhan layanan"),
    "pairs": _("mencatat pasangan"),
    "partners and venues": _("membaca mitra dan tempat"),
    "places": _("mengumpulkan letak"),
    "plain texts": _("merapikan teks"),
    "profiles": _("menyusun profil klaster"),
    "public_spread": _("menyiapkan angka untuk umum"),
    "registers": _("mengenali wilayah daftar"),
    "roadshow": _("memilih kota roadshow"),
    "rules": _("memeriksa aturan sentra dan klaster"),
    "saving": _("menyimpan"),
    "scores": _("menimbang pasangan"),
    "sentra": _("membentuk sentra"),
    "shares": _("menaksir bagian fesyen tiap daftar"),
    "specialisation": _("menghitung kekhasan"),
    "spread": _("menghitung sebaran"),
    "texts": _("mencocokkan nama tempat"),
    "values": _("memilih isian terbaik"),
    "words": _("menimbang kata-kata"),
}

# The tables a run makes.
TABLES = {
    "accuracy": _("lembar ketelitian"),
    "agglomeration": _("pemusatan"),
    "assignments": _("penugasan mitra"),
    "businesses": _("usaha"),
    "classes": _("golongan"),
    "cluster_bounds": _("batas bawah jarak"),
    "cluster_changes": _("perubahan klaster"),
    "cluster_rules": _("aturan yang diperiksa"),
    "clusters": _("klaster"),
    "coverage": _("perkiraan cakupan"),
    "hexagons": _("petak peta"),
    "homes": _("wadah usaha"),
    "hot_spots": _("titik panas"),
    "links": _("baris yang punya usaha"),
    "mended": _("baris yang diperbaiki"),
    "needs": _("kebutuhan layanan"),
    "originals": _("baris seperti aslinya"),
    "pairs": _("pasangan baris"),
    "places": _("letak baris"),
    "public_accuracy": _("lembar ketelitian untuk umum"),
    "public_spread": _("sebaran untuk umum"),
    "records": _("baris yang diterima"),
    "registers": _("daftar"),
    "rejected": _("baris ditolak"),
    "roadshow": _("kota roadshow"),
    "sentra": _("sentra"),
    "specialisation": _("kekhasan"),
    "spread": _("sebaran"),
    "unit_records": _("nomor klaster dan sentra"),
}

# --- clustering parameters -------------------------------------------------------------------------------
PARAMETERS_TITLE = _("Parameter klaster")
AS_DEFINED = _("sesuai definisi")
PARAMETERS = {
    "sentra.lower": _("Sentra: anggota paling sedikit"),
    "sentra.aim": _("Sentra: sasaran anggota"),
    "sentra.upper": _("Sentra: anggota paling banyak"),
    "sentra.radius_dense_m": _("Sentra: jangkauan di tempat padat"),
    "sentra.radius_sparse_m": _("Sentra: jangkauan di tempat jarang"),
    "cluster.lower": _("Klaster: sentra paling sedikit"),
    "cluster.aim": _("Klaster: sasaran sentra"),
    "cluster.upper": _("Klaster: sentra paling banyak"),
    "cluster.radius_dense_m": _("Klaster: jangkauan di tempat padat"),
    "cluster.radius_sparse_m": _("Klaster: jangkauan di tempat jarang"),
    "cluster.members_at_most": _("Klaster: anggota paling banyak"),
    "learning.lower": _("Kelompok belajar: anggota paling sedikit"),
    "learning.aim": _("Kelompok belajar: sasaran anggota"),
    "learning.upper": _("Kelompok belajar: anggota paling banyak"),
    "density.village_points": _("Tempat padat: banyaknya titik desa"),
    "density.within_m": _("Tempat padat: titik desa dalam jarak"),
    "taking_part.precise_enough_m": _("Anggota sentra: letaknya paling jauh meleset"),
}
