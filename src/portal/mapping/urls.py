from django.urls import path

from portal.mapping import views

app_name = "mapping"
urlpatterns = [path("", views.home, name="home")]
