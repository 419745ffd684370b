"""Timed and queued work (后台任务): the worker, the tick, and the administrator's commands."""
