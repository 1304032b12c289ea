"""Your own account, and the people of the site."""

from __future__ import annotations

from django.urls import path

from commonweal.web.accounts import views

app_name = "accounts"

urlpatterns = [
    path("account/", views.mine, name="mine"),
    path("account/name/", views.rename, name="rename"),
    path("people/", views.people, name="people"),
    path("people/add/", views.add, name="add"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/off/", views.switch, {"active": False}, name="switch-off"),
    path("people/<int:pk>/on/", views.switch, {"active": True}, name="switch-on"),
]
