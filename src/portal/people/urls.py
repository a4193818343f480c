from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.people import views, views_accounts

app_name = "people"
urlpatterns = [
    path("petugas/masuk/", views.SignIn.as_view(), name="sign-in"),
    path("petugas/keluar/", LogoutView.as_view(), name="sign-out"),
    path("petugas/sandi/<str:uidb64>/<str:token>/", views.SetPassword.as_view(), name="set-password"),
    path("petugas/catatan/", views.read_log, name="log"),
    path("petugas/catatan/catatan.xlsx", views.take_log, name="log-spreadsheet"),
    path("petugas/akun/", views_accounts.every, name="accounts"),
    path("petugas/akun/<str:username>/", views_accounts.one, name="account"),
    path("petugas/akun/<str:username>/tautan/", views_accounts.link, name="account-link"),
    path("petugas/akun/<str:username>/tutup/", views_accounts.close, name="account-close"),
    path("petugas/akun/<str:username>/buka/", views_accounts.reopen, name="account-open"),
]
