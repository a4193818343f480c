from django.urls import path

from portal.approvals import views

app_name = "approvals"
urlpatterns = [
    path("petugas/penetapan/", views.every, name="list"),
    path("petugas/penetapan/<str:cluster_id>/", views.cluster, name="cluster"),
    path("petugas/penetapan/<str:cluster_id>/langkah/", views.act, name="act"),
    path("petugas/penetapan/<str:cluster_id>/tarik/", views.take_back, name="take-back"),
]
