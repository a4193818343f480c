from django.urls import path

from portal.accuracy import views

app_name = "accuracy"
urlpatterns = [
    path("wilayah/<str:code>/ketelitian/", views.sheet, name="sheet"),
    path("wilayah/<str:code>/lembar-ketelitian.xlsx", views.spreadsheet, name="spreadsheet"),
    path("petugas/ketelitian/<str:code>/", views.officers_sheet, name="officers-sheet"),
    path("petugas/ketelitian/<str:code>/lembar-ketelitian.xlsx", views.officers_spreadsheet, name="officers-spreadsheet"),
]
