"""Addresses without a language: map data."""

from django.urls import path

from portal.clusters import views

urlpatterns = [path("peta/klaster/<str:code>.geojson", views.points, name="cluster-points")]
