from django.urls import path

from portal.registry import views, views_correcting, views_deciding, views_mending, views_rerun

app_name = "registry"
urlpatterns = [
    path("petugas/", views.desk, name="desk"),
    path("petugas/usaha/", views.search, name="search"),
    path("petugas/usaha/<str:business_id>/", views.business, name="business"),
    path("petugas/usaha/<str:business_id>/letak/", views_correcting.place, name="place"),
    path("petugas/usaha/<str:business_id>/golongan/", views_correcting.classify, name="class"),
    path("petugas/ditolak/", views.rejected, name="rejected"),
    path("petugas/ditolak/<str:register>.xlsx", views.rejected_spreadsheet, name="rejected-spreadsheet"),
    path("petugas/ditolak/<str:register>/kirim/", views_mending.upload, name="upload"),
    path("petugas/ditolak/kiriman/<int:sheet>/", views_mending.checked, name="sheet"),
    path("petugas/meragukan/", views_deciding.doubtful, name="doubtful"),
    path("petugas/meragukan/putuskan/", views_deciding.decide, name="decide"),
    path("petugas/meragukan/<str:record_a>/<str:record_b>/", views_deciding.one_pair, name="pair"),
    path("petugas/proses-ulang/", views_rerun.rerun, name="rerun"),
    path("petugas/proses-ulang/mulai/", views_rerun.start, name="start"),
    path("petugas/keputusan/", views_deciding.decisions, name="decisions"),
    path("petugas/keputusan/<int:number>/batalkan/", views_deciding.undo, name="undo"),
]
