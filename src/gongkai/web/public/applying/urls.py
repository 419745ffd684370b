"""Addresses under ``/apply/``."""

from django.urls import path

from gongkai.web.public.applying import filing, status

app_name = "applying"
urlpatterns = [
    path("", filing.form, name="form"),
    path("blank-form.pdf", filing.blank_form, name="blank-form"),
    path("status/", status.status, name="status"),
    path("status/supplement/", status.supplement, name="supplement"),
    path("status/withdraw/", status.withdraw, name="withdraw"),
    path("status/rate/", status.rate, name="rate"),
    path("status/leave/", status.leave, name="leave"),
    path("status/papers/<int:key>/", status.paper, name="paper"),
]
