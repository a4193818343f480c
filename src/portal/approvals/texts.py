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
    "succeeded": _("diteruskan klaster lain"),
}
STATES_HELP = {
    "suggested": _("Dibentuk oleh Rajut; belum ada yang mengusulkannya."),
    "proposed": _("Diusulkan kabupaten/kota; menunggu provinsi."),
    "coordinated": _("Dikoordinasikan provinsi; menunggu kementerian."),
    "decided": _("Ditetapkan dengan keputusan; nomor dan tanggalnya tampil untuk umum."),
    "returned": _("Dikembalikan kepada kabupaten/kota dengan alasan; dapat diusulkan lagi."),
    "succeeded": _("Klaster ini berakhir, dan klaster yang meneruskannya sudah diputuskan lagi."),
}
ACTS = {
    "propose": _("Usulkan"),
    "coordinate": _("Teruskan ke kementerian"),
    "decide": _("Tetapkan"),
    "return": _("Kembalikan ke kabupaten/kota"),
    "refuse": _("Kembalikan ke kabupaten/kota"),
    "revoke": _("Cabut penetapan"),
    "confirm": _("Tetap berlaku"),
    "carry": _("Lanjutkan penetapan di klaster ini"),
}
ACTS_HELP = {
    "propose": _("Usulan dikirim kepada provinsi."),
    "coordinate": _("Usulan yang sudah diperiksa provinsi dikirim kepada kementerian."),
    "decide": _("Isi nomor dan tanggal keputusan; keduanya tampil di halaman klaster untuk umum."),
    "return": _("Kabupaten/kota melihat alasannya dan dapat mengusulkan lagi."),
    "refuse": _("Kabupaten/kota melihat alasannya dan dapat mengusulkan lagi."),
    "revoke": _("Nomor dan tanggal keputusan tidak lagi tampil untuk umum."),
    "confirm": _("Keputusan tetap berlaku bagi klaster ini seperti adanya sekarang."),
    "carry": _("Keputusan klaster yang berakhir berlaku bagi klaster ini, dengan nomor dan tanggal yang sama."),
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
    "confirmed": _("menyatakan tetap berlaku"),
    "succeeded": _("diteruskan oleh klaster lain"),
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
DECREE_CARRIED = _("%(decree)s (untuk %(name)s, yang kini bagian klaster ini)")
ASKING = _("Perlu diputuskan lagi (%(count)s)")
ASKING_NOTICE = _("%(count)s klaster terbagi, bergabung atau berakhir sesudah diusulkan atau ditetapkan, dan perlu diputuskan lagi.")
ASKING_LEAD = _(
    "Proses sesudahnya mengubah klaster-klaster ini. Keputusan menteri mengikuti klaster yang berlanjut sampai diputuskan lagi; "
    "tidak ada yang hilang dengan sendirinya."
)
ASKED_ANEW = {
    "proposed": _("Sesudah diusulkan klaster ini berubah. Provinsi mempertimbangkannya pada langkah berikutnya."),
    "coordinated": _("Sesudah dikoordinasikan klaster ini berubah. Kementerian mempertimbangkannya pada langkah berikutnya."),
    "decided": _("Sesudah ditetapkan klaster ini berubah. Kementerian memutuskan lagi: tetap berlaku atau dicabut."),
}
FORMERLY = _("dahulu %(name)s")
WHAT_HAPPENED = _("Yang terjadi")
GOES_ON = _("Diteruskan oleh:")
INHERITED = _("Klaster-klaster ini berakhir dan kini bagian klaster ini. Putuskan lagi di sini.")
SPLIT_OFF = _("Terbagi dari %(name)s (%(state)s).")
SPLIT_OFF_HELP = _("Keputusan tetap pada klaster asalnya; bagian ini diusulkan tersendiri.")
SPLIT_OFF_OPEN = _("Buka klaster asalnya")
HAPPENED = {
    "split": _("Terbagi: dahulu %(before)s usaha, kini %(members)s; darinya lahir %(others)s (proses %(run)s)."),
    "merged": _("Menerima anggota %(others)s, yang berakhir; kini %(members)s usaha, dahulu %(before)s (proses %(run)s)."),
    "ended": _("Berakhir; kebanyakan dari %(before)s usahanya pindah ke %(others)s (proses %(run)s)."),
    "ended-alone": _("Berakhir; %(before)s usahanya tidak pindah ke klaster lain (proses %(run)s)."),
}
SINCE_DECREE = {
    "split": _("Sesudah ditetapkan klaster ini terbagi; keputusannya sedang ditinjau."),
    "merged": _("Sesudah ditetapkan klaster ini menerima anggota klaster lain; keputusannya sedang ditinjau."),
    "ended": _("Sesudah ditetapkan klaster ini berakhir; keputusannya sedang ditinjau."),
}
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
