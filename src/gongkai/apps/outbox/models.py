"""Messages (消息) to the worker."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message: topic, what it is about, and how far the worker has got with it.

    ``stream`` orders messages about the same thing: none is handled before the one in front of it.
    ``key`` makes writing it twice harmless. A leased message whose lease has run out is free again.
    """

    topic = models.CharField("主题", max_length=100)
    stream = models.CharField("序列", max_length=100)
    key = models.CharField("幂等键", max_length=150, unique=True)
    payload = models.JSONField("内容", default=dict)
    written_at = models.DateTimeField("写入时间")
    available_at = models.DateTimeField("可办时间")
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    leased_by = models.CharField("办理进程", max_length=100, blank=True)
    leased_until = models.DateTimeField("租约至", null=True, blank=True)
    done_at = models.DateTimeField("办结时间", null=True, blank=True)
    dead_at = models.DateTimeField("放弃时间", null=True, blank=True)
    error = models.TextField("最近的错误", blank=True)

    class Meta:
        verbose_name = "待办消息"
        verbose_name_plural = "待办消息"
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("available_at", "id"),
                name="outbox_open",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(
                fields=("stream", "id"),
                name="outbox_stream",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(
                fields=("dead_at",), name="outbox_dead", condition=~models.Q(dead_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class Beat(models.Model):
    """When a timed task last ran (定时任务运行记录): how health knows that the tick is alive."""

    task = models.CharField("任务", max_length=100, primary_key=True)
    ran_at = models.DateTimeField("最近运行")
    ok = models.BooleanField("成功", default=True)
    note = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = "定时任务"
        verbose_name_plural = "定时任务"

    def __str__(self) -> str:
        return self.task
