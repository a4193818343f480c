from django.urls import path

from portal.registry import views

app_name = "registry"
urlpatterns = [
    path("petugas/", views.desk, name="desk"),
    path("petugas/usaha/", views.search, name="search"),
    path("petugas/usaha/<str:business_id>/", views.business, name="business"),
    path("petugas/ditolak/", views.rejected, name="rejected"),
    path("petugas/ditolak/<str:register>.xlsx", views.rejected_spreadsheet, name="rejected-spreadsheet"),
    path("petugas/meragukan/", views.doubtful, name="doubtful"),
]
