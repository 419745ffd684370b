#!/usr/bin/env python
"""Django's command line for this instance (管理命令)."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    execute_from_command_line(sys.argv)
