"""Sets Django up for pages that are made from the sites themselves: to be imported before anything of theirs."""

from __future__ import annotations

import os
import tempfile

import django

os.environ.setdefault("IBHXH_DATA", tempfile.gettempdir())
os.environ.setdefault("IBHXH_SECRET_KEY", "of the documentation")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibhxh.sites.project.settings")
django.setup()
