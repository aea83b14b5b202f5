"""The page of the gateway's interface and its machine-readable description, from the interface itself."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import docs_django  # noqa: F401 - before anything of the sites
from django.conf import settings
from docs_problems import SPECIMENS

from ibhxh.intake import Refused
from ibhxh.problem import Problem
from ibhxh.sites.agency.gateway.api import api
from ibhxh.sites.agency.gateway.handing_out import AT_ONCE
from ibhxh.sites.agency.gateway.problems import GatewayProblem, problem_answer, refusal_answer
from ibhxh.sites.project.sides import Side, working_for

#: Makes the package of the page's example; a test runs it.
EXAMPLE = """\
from datetime import date, datetime
from pathlib import Path

from ibhxh.client import package
from ibhxh.dossier import freeze
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sample.factory import factory_draft
from ibhxh.trust import Pkcs12Signer
from ibhxh.trust.instants import VIETNAM

law = shipped_law()
content = freeze(factory_draft(month_index("2026-01"), 1, law), made_on=date(2026, 1, 30))
signer = Pkcs12Signer.open(Path("data/example/chu-ky-so-mau.p12").read_bytes(), "chu-ky-so-mau")
signed = package(content, law, signer, unit=FACTORY_UNIT, signed_at=datetime(2026, 1, 30, 9, tzinfo=VIETNAM))
Path("january.xml").write_bytes(signed.package)
"""

_HEAD = """\
# The gateway

<!-- Made by tools/docs_gateway.py from the interface itself; do not edit. -->

The agency's gateway takes signed packages over HTTPS and gives back receipts, states and sealed notices. Its
description for programs is [openapi.json](openapi.json), served at `/api/v1/openapi.json`. What a package is made of is
told in [envelope.md](envelope.md), what a receipt states in [identity.md](identity.md), what a notice holds in
[notices.md](notices.md), why it is so in [ADR 17](../adr/0017-gateway.md).

## The promises

- **Stored before answered.** A receipt leaves the gateway after its package is on disk. No rule has been run by then:
  the receipt says what arrived and when, and that time is the filing time.
- **The same bytes, the same receipt.** Whatever was not answered is sent again, unchanged and under the same key; it is
  filed once. 201 says that it was filed by this request, 200 that it had been there; the receipt is the same file.
- **One `Idempotency-Key` for each package.** The same key of the same tax code with other bytes is refused
  (`KEY_REUSED`), also where they are the same dossier signed again. Two senders may use equal keys. It may be left out:
  the bytes themselves are recognised.
- **A refusal stores nothing.** 4xx but 429 is about the package or the request and will be the same next time; 429, 500
  and 503 are about the moment: wait for `Retry-After`, then send the same bytes under the same key.
- **Answers prove themselves.** Receipts and notices are statements signed with a key of the gateway. Pin `/keys` when
  the unit is set up; `ibhxh verify` checks them without a network. A state only informs.
- **Acceptance is a job's work**: number, promised day and slip come after the receipt, for procedure 600 within two
  hours. Ask for the state, or for the unit's notices.

## Try it

With `make serve` running, this makes a signed package of the example factory (`.venv/bin/python`, in the same folder):

```python
{example}```

```console
$ curl -i http://localhost:8000/api/v1/packages -H 'Content-Type: application/xml' \\
       -H 'Idempotency-Key: january-2026-1' --data-binary @january.xml
HTTP/1.1 201 Created
location: /api/v1/packages/260130-7K2M-9Q4T-XB3D
…
$ curl http://localhost:8000/api/v1/packages/260130-7K2M-9Q4T-XB3D
$ curl -o receipt.json http://localhost:8000/api/v1/packages/260130-7K2M-9Q4T-XB3D/receipt
$ curl -o keys.json http://localhost:8000/api/v1/keys
$ .venv/bin/ibhxh verify receipt.json january.xml --keys keys.json
$ curl 'http://localhost:8000/api/v1/units/TZ99001/notices?after=0' \\
       -H "Authorization: Bearer $(cat data/example/access-key.txt)"
```

The same `curl` once more answers 200 with the same receipt. Where the employer's pages have filed January already, the
answer is 409 `ROUND_TAKEN`.

## What one sends

| Header | | |
|---|---|---|
| `Content-Type` | needed | `application/xml` (or `text/xml`): the signed envelope as it is, nothing around it |
| `Content-Length` | needed | a body of unsaid length is not read |
| `Idempotency-Key` | may be left out | {key} |
| `Authorization` | for notices | `Bearer` and the access key the agency gave the unit |

## The operations
"""


def write_gateway(docs: Path) -> None:
    """Writes `reference/gateway.md` and `reference/openapi.json`."""
    (docs / "reference" / "openapi.json").write_text(openapi_text(), encoding="utf-8")
    (docs / "reference" / "gateway.md").write_text(gateway_page(), encoding="utf-8")


def openapi_text() -> str:
    """The description as it is served."""
    return json.dumps(_openapi(), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def gateway_page() -> str:
    """The whole page, Markdown."""
    described = _openapi()
    (key,) = described["paths"]["/api/v1/packages"]["post"]["parameters"]
    head = _HEAD.format(example=EXAMPLE, key=f"`{key['schema']['pattern']}`: {key['description']}")
    return "\n".join([head, *_operations(described), *_limits(), *_problems()])


def answer_of(problem: Problem) -> tuple[int, dict[str, Any]]:
    """Status and body with which the gateway tells a problem."""
    told = problem_answer(problem) if isinstance(problem, GatewayProblem) else refusal_answer(Refused.of(problem))
    body: dict[str, Any] = json.loads(told.content)
    return told.status_code, body


def _openapi() -> dict[str, Any]:
    with working_for(Side.AGENCY):
        described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    return described


def _operations(described: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"### `{method.upper()} {path}`\n"
            yield _paragraph(f"{operation['summary']}. {operation['description']}")
            asked = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
            yield from (f"- `?{one['name']}=` {one['schema']['description']}\n" for one in asked)
            good = {status: told for status, told in operation["responses"].items() if str(status) < "300"}
            yield f"Answers {_listed(good)}; problems {_listed(operation['responses'].keys() - good.keys())}.\n"
            yield from _fields(next(iter(good.values()))["content"]["application/json"]["schema"], described)


def _listed(statuses: Iterable[str]) -> str:
    return ", ".join(str(status) for status in sorted(statuses, key=str))


def _fields(schema: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[str]:
    """The fields of a JSON answer, those of a list's entries after a dot."""
    rows = list(_field_rows(schema, described, ""))
    if rows:
        yield "| Field | Type | |\n|---|---|---|"
        yield from rows
        yield ""


def _field_rows(schema: Mapping[str, Any], described: Mapping[str, Any], above: str) -> Iterator[str]:
    whole = _meant(schema, described)
    for name, given in whole.get("properties", {}).items():
        field = _meant(given, described)
        entry = _meant(field.get("items", {}), described)
        kinds = [one["type"] for one in field.get("anyOf", ())] or [field.get("type", "")]
        kind = " or ".join(f"list of {entry['type']}" if one == "array" else one for one in kinds)
        example = f"`{json.dumps(field['examples'][0], ensure_ascii=False)}`" if "examples" in field else ""
        about = "; ".join(part for part in (field.get("description", "").replace("\n", " "), example) if part)
        yield f"| `{above}{name}` | {kind} | {about} |"
        if "properties" in entry:
            yield from _field_rows(entry, described, f"{above}{name}[].")


def _meant(schema: Mapping[str, Any], described: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema, or the one it refers to."""
    if "$ref" not in schema:
        return schema
    meant: Mapping[str, Any] = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return meant


def _limits() -> Iterator[str]:
    address, unit = (settings.IBHXH_GATEWAY_RATES[name] for name in ("address", "unit"))
    most = settings.IBHXH_GATEWAY_MOST_BYTES
    yield "## Limits\n"
    yield "| What | As shipped | Set by |\n|---|---|---|"
    yield f"| size of a package | {most:,} bytes ({most >> 20} MiB) | `IBHXH_GATEWAY_MOST_BYTES` |"
    yield f"| requests of a network address, or of an IPv6 /64 | {address} | `IBHXH_GATEWAY_ADDRESS_RATE` |"
    yield f"| new packages of a unit, for each tax code that signs | {unit} | `IBHXH_GATEWAY_UNIT_RATE` |"
    yield f"| notices in one answer | {AT_ONCE}, oldest first | |\n"
    yield _paragraph(
        "`m` is a minute. The description is not counted, and a package that is known already only for its address. "
        "Each serving process counts for itself. Behind a TLS proxy (`IBHXH_HTTPS=1`) the address is the last one in "
        "`X-Forwarded-For`, which the proxy must write."
    )


def _problems() -> Iterator[str]:
    yield "## The problems\n"
    yield _paragraph(
        "`application/problem+json` by RFC 9457: `type` (`urn:ibhxh:problem:` and the code in small letters), `title` "
        "(the kind), `status`, `detail` (what happened, in Vietnamese); beside them `code`, which never changes its "
        "meaning, `field_code`, by which gateways in use refuse for the same reason, and `what`, `where`, `why`, "
        '`fix`, each as `{"vi", "en"}`; `ROUND_TAKEN` has `next_round` too, the round that is free. Names, numbers and '
        "days below stand for those of the case."
    )
    for title, problems in SPECIMENS.items():
        yield f"### {title}\n"
        yield "| Code | Status | Field code | What it says | What to do |\n|---|---|---|---|---|"
        for problem in problems:
            status, said = answer_of(problem)
            cells = (
                f"`{said['code']}`",
                str(status),
                f"`{said['field_code']}`" if said["field_code"] else "",
                f"{said['what']['vi']}<br>*{said['what']['en']}*",
                f"{said['fix']['vi']}<br>*{said['fix']['en']}*",
            )
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield ""


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    write_gateway(Path(__file__).resolve().parents[1] / "docs")
