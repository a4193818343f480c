from django.urls import path

from portal.clusters import views, views_changes, views_files, views_plan, views_scenarios, views_tools

app_name = "clusters"
urlpatterns = [
    path("klaster/", views.every, name="list"),
    path("klaster/<str:cluster_id>/", views.cluster, name="cluster"),
    path("klaster/<str:cluster_id>/profil.xlsx", views_files.cluster_spreadsheet, name="spreadsheet"),
    path("klaster/<str:cluster_id>/profil.pdf", views_files.cluster_booklet, name="booklet"),
    path("klaster/<str:cluster_id>/profil.geojson", views_files.cluster_geojson, name="geojson"),
    path("klaster/<str:cluster_id>/profil.gpkg", views_files.cluster_geopackage, name="geopackage"),
    path("wilayah/<str:code>/klaster.xlsx", views_files.area_spreadsheet, name="area-spreadsheet"),
    path("wilayah/<str:code>/klaster.geojson", views_files.area_geojson, name="area-geojson"),
    path("wilayah/<str:code>/klaster.gpkg", views_files.area_geopackage, name="area-geopackage"),
    path("petugas/skenario/", views_scenarios.compare, name="scenarios"),
    path("petugas/skenario/baru/", views_scenarios.new, name="scenario-new"),
    path("petugas/skenario/keadaan.json", views_scenarios.state, name="scenario-state"),
    path("petugas/skenario/hentikan/", views_scenarios.cancel, name="scenario-cancel"),
    path("petugas/rencana/", views_plan.plan, name="plan"),
    path("petugas/perubahan/", views_changes.report, name="changes"),
    path("petugas/perubahan/perubahan.xlsx", views_changes.spreadsheet, name="changes-spreadsheet"),
    path("petugas/klaster/<str:cluster_id>/", views.members, name="members"),
    path("petugas/klaster/<str:cluster_id>/atur/", views_tools.decide_unit, name="tools"),
    path("petugas/klaster/<str:cluster_id>/putuskan/", views_tools.decide_members, name="members-decide"),
    path("petugas/klaster/<str:cluster_id>/anggota.xlsx", views_files.members_spreadsheet, name="members-spreadsheet"),
    path("petugas/klaster/<str:cluster_id>/anggota.gpkg", views_files.members_geopackage, name="members-geopackage"),
]
