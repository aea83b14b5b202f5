"""The WSGI application that the server runs, and beside it, where the settings say so, the jobs."""

from __future__ import annotations

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibhxh.sites.project.settings")
application = get_wsgi_application()

# What a request makes is gone when it is answered: looking for cycles at every 700 objects is a tenth of a page's time.
gc.set_threshold(50_000, 20, 50)

if settings.IBHXH_JOBS == "inside":
    from ibhxh.sites.project.serving import start_jobs

    start_jobs()
