"""Addresses without a language: map data."""

from django.urls import path

from portal.areas import views

urlpatterns = [path("peta/batas/<str:code>.geojson", views.boundaries, name="boundaries")]
