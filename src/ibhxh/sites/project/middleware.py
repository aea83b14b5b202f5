"""What every request gets: its side, that side's session and account, and a language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ibhxh.sites.project.sides import API_PREFIX, SITES, Site, side_of_path, working_for

_Respond = Callable[[HttpRequest], HttpResponse]
LANGUAGES = ("vi", "en")
_SITE = "ibhxh.site"


class AddressMiddleware:
    """Behind the TLS proxy a request comes from the address that the proxy itself saw, and wrote last. Whoever comes
    without one can write what they like: then nothing they say counts."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if seen and settings.SECURE_PROXY_SSL_HEADER:
            request.META["REMOTE_ADDR"] = seen
        return self._respond(request)


class SideMiddleware:
    """The side whose address was asked for; the start page, files and health belong to none."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        side = side_of_path(request.path_info)
        if side is None or side not in settings.IBHXH_SITES:
            return self._respond(request)
        if not request.path_info.startswith(API_PREFIX):
            request.META[_SITE] = SITES[side]
        with working_for(side):
            return self._respond(request)


def site_of(request: HttpRequest) -> Site | None:
    """The site a page belongs to; None for the start page and the gateway's interface."""
    return request.META.get(_SITE)


class SideSessionMiddleware(SessionMiddleware):
    """Django's sessions, with a cookie for each side, sent back to that side only."""

    def process_request(self, request: HttpRequest) -> None:
        site = site_of(request)
        request.session = self.SessionStore(request.COOKIES.get(site.cookie) if site else None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        site = site_of(request)
        if site is None:
            return response
        usual = settings.SESSION_COOKIE_NAME
        if site.cookie in request.COOKIES:
            request.COOKIES[usual] = request.COOKIES[site.cookie]
        answered = super().process_response(request, response)
        if usual in answered.cookies:
            morsel = answered.cookies.pop(usual)
            morsel.set(site.cookie, morsel.value, morsel.coded_value)
            morsel["path"] = site.prefix
            answered.cookies[site.cookie] = morsel
        return answered


class SideAuthenticationMiddleware(AuthenticationMiddleware):
    """The signed-in account of the side; addresses that belong to no side know nobody."""

    def process_request(self, request: HttpRequest) -> None:
        if site_of(request):
            super().process_request(request)


class LanguageMiddleware:
    """Vietnamese, unless the reader has switched. What the browser says of languages decides nothing: most browsers of
    Vietnamese offices say English."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "vi")
        with translation.override(asked if asked in LANGUAGES else "vi"):
            response = self._respond(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
