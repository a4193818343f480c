from django.urls import path

from portal.clusters import views

app_name = "clusters"
urlpatterns = [
    path("klaster/", views.every, name="list"),
    path("klaster/<str:cluster_id>/", views.cluster, name="cluster"),
    path("petugas/klaster/<str:cluster_id>/", views.members, name="members"),
]
