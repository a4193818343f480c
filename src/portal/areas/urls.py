from django.urls import path

from portal.areas import views

app_name = "areas"
urlpatterns = [path("wilayah/<str:code>/", views.area, name="area")]
