"""The handbook in the back office (使用手册): one page a task, in the words of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.core.kernel import data


@dataclass(frozen=True, slots=True)
class Task:
    """One task: who does it, step by step, and what to mind."""

    title: str
    who: str
    steps: tuple[str, ...]
    mind: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Handbook:
    """The shape of ``handbook.yaml``."""

    tasks: Mapping[str, Task]


def tasks() -> Mapping[str, Task]:
    """Return every task by its key."""
    return data.load("gongkai.web.office", "handbook.yaml", Handbook).tasks


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the tasks."""
    values = {"title": "使用手册", "tasks": tasks()}
    return render(request, "office/handbook.html", values, using="jinja2")


@login_required
def page(request: HttpRequest, task: str) -> HttpResponse:
    """Show one task."""
    found = tasks().get(task)
    if found is None:
        raise Http404
    values = {"title": found.title, "task": found}
    return render(request, "office/handbook_task.html", values, using="jinja2")
