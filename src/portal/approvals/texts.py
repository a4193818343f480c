"""Every sentence about proposing, coordinating and deciding clusters."""

from django.utils.translation import gettext_lazy as _

TITLE = _("Penetapan klaster")
LEAD = _("Kabupaten/kota mengusulkan, provinsi mengoordinasikan, kementerian menetapkan (Permen 23/2005).")
WAITING = _("Menunggu Anda (%(count)s)")
UNPROPOSED = _("Belum diusulkan (%(count)s)")
STATE_COUNT = _("%(state)s (%(count)s)")
WAITING_NONE = _("Tidak ada yang menunggu Anda.")
NONE = _("Tidak ada klaster dalam keadaan ini di wilayah Anda.")
CAPTION = _("Klaster di wilayah Anda")
KINDS = _("Pilih keadaan")
CLUSTER = _("Klaster")
STATE = _("Keadaan")
SINCE = _("Sejak")
DECREE_COLUMN = _("Keputusan menteri")
MEMBERS = _("Anggota")
MAIN_LINE = _("Lini utama")
STATES = {
    "suggested": _("saran Rajut"),
    "proposed": _("diusulkan"),
    "coordinated": _("dikoordinasikan"),
    "decided": _("ditetapkan"),
    "returned": _("dikembalikan"),
}
STATES_HELP = {
    "suggested": _("Dibentuk oleh Rajut; belum ada yang mengusulkannya."),
    "proposed": _("Diusulkan kabupaten/kota; menunggu provinsi."),
    "coordinated": _("Dikoordinasikan provinsi; menunggu kementerian."),
    "decided": _("Ditetapkan dengan keputusan; nomor dan tanggalnya tampil untuk umum."),
    "returned": _("Dikembalikan kepada kabupaten/kota dengan alasan; dapat diusulkan lagi."),
}
ACTS = {
    "propose": _("Usulkan"),
    "coordinate": _("Teruskan ke kementerian"),
    "decide": _("Tetapkan"),
    "return": _("Kembalikan ke kabupaten/kota"),
    "refuse": _("Kembalikan ke kabupaten/kota"),
    "revoke": _("Cabut penetapan"),
}
ACTS_HELP = {
    "propose": _("Usulan dikirim kepada provinsi."),
    "coordinate": _("Usulan yang sudah diperiksa provinsi dikirim kepada kementerian."),
    "decide": _("Isi nomor dan tanggal keputusan; keduanya tampil di halaman klaster untuk umum."),
    "return": _("Kabupaten/kota melihat alasannya dan dapat mengusulkan lagi."),
    "refuse": _("Kabupaten/kota melihat alasannya dan dapat mengusulkan lagi."),
    "revoke": _("Nomor dan tanggal keputusan tidak lagi tampil untuk umum."),
}
DONE = {
    "proposed": _("Klaster diusulkan kepada provinsi."),
    "coordinated": _("Usulan diteruskan ke kementerian."),
    "decided": _("Klaster ditetapkan."),
    "returned": _("Klaster dikembalikan kepada kabupaten/kota."),
}
STEPS = {
    "proposed": _("mengusulkan"),
    "coordinated": _("meneruskan ke kementerian"),
    "decided": _("menetapkan"),
    "returned": _("mengembalikan"),
    "took-back": _("menarik kembali langkah sebelumnya"),
}
NOT_NOW = _("Langkah itu tidak dapat dilakukan sekarang: keadaan klaster sudah berubah, atau bukan wewenang Anda.")
TAKE_BACK = _("Tarik kembali langkah terakhir")
TAKE_BACK_HELP = _("Bila keliru. Langkahnya tetap tercatat, dan klaster kembali ke keadaan sebelumnya.")
TAKEN_BACK = _("Langkah terakhir ditarik kembali.")
WHY = _("Alasan (jangan tulis data perorangan)")
NOTE = _("Catatan (boleh kosong; jangan tulis data perorangan)")
NUMBER = _("Nomor keputusan")
DATE = _("Tanggal keputusan")
REASON_NEEDED = _("Tulis alasannya.")
DECREE_NEEDED = _("Isi nomor dan tanggal keputusan.")
DATE_UNREAD = _("Tanggal itu tidak terbaca. Tulis seperti 2026-11-24.")
DATE_OUTSIDE = _("Tanggal keputusan tidak boleh sebelum tahun 2005 atau sesudah hari ini.")
DECREE = _("Keputusan nomor %(number)s, %(date)s")
GONE = _("Klaster ini tidak ada lagi dalam proses yang terbit; hanya dapat dikembalikan atau ditarik kembali.")
HISTORY = _("Langkah-langkah")
STEP = _("Langkah")
BY = _("Oleh")
ON = _("Waktu")
REASON = _("Alasan")
MEMBERS_THEN = _("Anggota saat itu")
NO_STEPS = _("Belum ada langkah.")
OPEN_CLUSTER = _("Buka halaman klaster")
NOTHING_TO_DO = _("Tidak ada langkah yang dapat Anda ambil sekarang.")
