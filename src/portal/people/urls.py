from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.people import views

app_name = "people"
urlpatterns = [
    path("petugas/masuk/", views.SignIn.as_view(), name="sign-in"),
    path("petugas/keluar/", LogoutView.as_view(), name="sign-out"),
]
