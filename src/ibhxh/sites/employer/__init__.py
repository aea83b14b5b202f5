"""The employer's workstation: units and their people, dossiers from "what happened" to the result, reconciliation.

Every row belongs to a workspace; pages reach rows only through `for_workspace`. The agency is met over its gateway's
HTTP interface alone (`transport`), and only by jobs.
"""
