"""Addresses without a language."""

from django.urls import path

from portal.pages import views

urlpatterns = [path("sehat", views.health, name="health"), path("robots.txt", views.robots, name="robots")]
