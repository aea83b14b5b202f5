"""iBHXH: social-insurance dossiers of Vietnamese employers, from the clerk's list to the agency's receipt.

Each folder is a room of the house; `docs/explanation/architecture.md` is the plan. A room imports only those below it.
"""
