"""What both sites stand on: settings, sides, accounts, sign-in, jobs, lifecycles, the look and the words of its frame.

`sides` which site a piece of work is done for, and so which database its shared tables are in · `router` says so to
Django · `clock` the one place that asks for the time · `serving` starts everything in one process.
"""
