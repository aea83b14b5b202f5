"""A unit's access key: by it the gateway knows whom it hands notices to."""

from __future__ import annotations

import hashlib
import hmac

from django.http import HttpRequest
from ninja.security import HttpBearer

from ibhxh.sites.agency.gateway.limits import count_address
from ibhxh.sites.agency.gateway.problems import NotSignedIn
from ibhxh.sites.agency.register.models import RegisteredUnit


class AccessKey(HttpBearer):
    """`Authorization: Bearer <access key>`, given to the unit by the agency; only its hash is kept."""

    def __call__(self, request: HttpRequest) -> bool:
        """Whether the request may go on. Raises `NotSignedIn`, whether it is the key or the unit that is unknown."""
        count_address(request)
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        unit = str(request.resolver_match.kwargs["unit_code"]) if request.resolver_match else ""
        if scheme.lower() != self.openapi_scheme or not self.authenticate(request, key, unit):
            raise NotSignedIn
        return True

    def authenticate(self, request: HttpRequest, token: str, unit_code: str = "") -> bool:
        """Whether the key is this unit's; it takes as long for a unit that does not exist."""
        found = RegisteredUnit.objects.filter(pk=unit_code).values_list("access_hash", flat=True).first()
        given = hashlib.sha256(token.encode()).hexdigest()
        return hmac.compare_digest(given, found or "-" * len(given))
