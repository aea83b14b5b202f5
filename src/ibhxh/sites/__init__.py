"""The two web sites, and the only rooms that know Django. They meet over HTTP alone.

`employer/` the workstation of a unit · `agency/` the gateway and the desk of an agency · `project/` what both stand on:
settings, accounts, jobs, lifecycles, look. Neither site imports the other; each runs where the other is not installed.
"""
