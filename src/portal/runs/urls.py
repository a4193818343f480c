from django.urls import path

from portal.runs import views

app_name = "runs"
urlpatterns = [
    path("petugas/proses/", views.every, name="list"),
    path("petugas/proses/<str:run_id>/", views.one, name="run"),
    path("petugas/proses/<str:run_id>/keadaan.json", views.state, name="state"),
    path("petugas/proses/<str:run_id>/hentikan/", views.cancel, name="cancel"),
]
