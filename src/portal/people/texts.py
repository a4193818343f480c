"""Every sentence about signing in."""

from django.utils.translation import gettext_lazy as _

SIGN_IN_TITLE = _("Masuk untuk petugas")
SIGN_IN_LEAD = _("Data perorangan hanya untuk petugas yang berwenang (UU 27/2022).")
USERNAME = _("Nama pengguna")
PASSWORD = _("Kata sandi")
SIGN_IN = _("Masuk")
WRONG = _("Nama pengguna atau kata sandi tidak cocok.")
CREATED = _("Akun petugas %(username)s dibuat.")
EXISTS = _("Akun %(username)s sudah ada. Pilih nama lain.")
