"""Django's settings, all of them from the environment, so that one code runs on a laptop and in a data centre.

`IBHXH_DATA` the folder of databases, keys and the secret · `IBHXH_SITES` employer, agency or both ·
`IBHXH_EMPLOYER_DATABASE`, `IBHXH_AGENCY_DATABASE` a PostgreSQL address where SQLite is not enough ·
`IBHXH_ENVIRONMENT` trial or production · `IBHXH_HOSTS` the names the sites answer to · `IBHXH_HTTPS` 1 behind TLS ·
`IBHXH_JOBS` inside (a thread of the serving process) or elsewhere · `IBHXH_LAW` files laid over the law pack.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from ibhxh.sites.project.sides import Side

IBHXH_DATA = Path(os.environ.get("IBHXH_DATA", "data")).resolve()
IBHXH_SITES = tuple(Side(name) for name in os.environ.get("IBHXH_SITES", "employer,agency").split(","))
IBHXH_ENVIRONMENT = os.environ.get("IBHXH_ENVIRONMENT", "trial")
IBHXH_JOBS = os.environ.get("IBHXH_JOBS", "elsewhere")
IBHXH_LAW = tuple(Path(name) for name in os.environ.get("IBHXH_LAW", "").split(os.pathsep) if name)
#: The agency whose desk this is, 5 digits.
IBHXH_AGENCY_CODE = os.environ.get("IBHXH_AGENCY_CODE", "07999")
#: How often one may knock at the gateway: requests of a network address, new packages of a unit.
IBHXH_GATEWAY_RATES = {
    "address": os.environ.get("IBHXH_GATEWAY_ADDRESS_RATE", "600/m"),
    "unit": os.environ.get("IBHXH_GATEWAY_UNIT_RATE", "120/m"),
}
#: The largest package it takes, in bytes.
IBHXH_GATEWAY_MOST_BYTES = int(os.environ.get("IBHXH_GATEWAY_MOST_BYTES", f"{5 << 20}"))

_secret = IBHXH_DATA / "secret-key.txt"
SECRET_KEY = _secret.read_text().strip() if _secret.exists() else os.environ.get("IBHXH_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("IBHXH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "ibhxh.sites.project.urls"
WSGI_APPLICATION = "ibhxh.sites.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_APPS_OF_SITE = {
    Side.EMPLOYER: ["ibhxh.sites.employer"],
    Side.AGENCY: [
        "ibhxh.sites.agency.staff",
        "ibhxh.sites.agency.gateway",
        "ibhxh.sites.agency.cases",
        "ibhxh.sites.agency.register",
        "ibhxh.sites.agency.notices",
    ],
}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "js_lib_tabulator",
    "ibhxh.sites.project",
    "ibhxh.sites.project.accounts",
    "ibhxh.sites.project.jobs",
    *(app for side in IBHXH_SITES for app in _APPS_OF_SITE[side]),
]
MIDDLEWARE = [
    "ibhxh.sites.project.middleware.AddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ibhxh.sites.project.middleware.SideMiddleware",
    "ibhxh.sites.project.middleware.SideSessionMiddleware",
    "ibhxh.sites.project.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ibhxh.sites.project.middleware.SideAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "ibhxh.sites.project.context.frame",
            ],
            "builtins": ["ibhxh.sites.project.templatetags.ibhxh"],
        },
    }
]

# --- two databases, never one: docs/adr/0012 ---
_SQLITE: dict[str, Any] = {
    # IMMEDIATE: a transaction that begins by reading cannot be made a writer later while others write.
    # FULL: a receipt must not outlive its dossier when the power fails.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
}
# Django makes every test database after "default", unless told that there is none to wait for.
_TEST: dict[str, Any] = {"DEPENDENCIES": []}


def _database(side: Side) -> dict[str, Any]:
    if address := os.environ.get(f"IBHXH_{side.upper()}_DATABASE"):
        parsed: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
        return parsed | {"OPTIONS": {"server_side_binding": True}, "TEST": _TEST}
    # Each thread keeps its connection: opening one for every request costs more than most requests ask of it.
    name = IBHXH_DATA / f"{side}.sqlite"
    kept = {"OPTIONS": _SQLITE, "CONN_MAX_AGE": None, "TEST": _TEST}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, **kept}


DATABASES = {"default": {}, **{side.value: _database(side) for side in IBHXH_SITES}}
DATABASE_ROUTERS = ["ibhxh.sites.project.router.SideRouter"]

# --- words ---
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lang"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- accounts ---
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "ibhxh.sites.project.accounts.backend.EmailBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# With the session, so that what is said to one side is not read out on the other.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Ten wrong passwords for one account from one address within the hour; others at the same office go on.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "email"
AXES_LOCKOUT_CALLABLE = "ibhxh.sites.project.accounts.views.locked_out"
AXES_VERBOSE = False

# --- safety of pages ---
_HTTPS = os.environ.get("IBHXH_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ibhxh.sites.project.pages.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = max(8 << 20, IBHXH_GATEWAY_MOST_BYTES)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Served from where they lie in the package: nothing is collected.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# What is counted of addresses and units must not be pushed out by others: its default of 300 entries would be.
_KEPT: dict[str, Any] = {"OPTIONS": {"MAX_ENTRIES": 100_000}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} | _KEPT}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
