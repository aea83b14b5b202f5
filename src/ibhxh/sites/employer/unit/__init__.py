"""The unit's own desk: what is to be done, its people, what to pay, notices, reconciliation."""
