"""A dossier's way: what happened → draft → answers checked → signed → sent → timeline, receipt, result."""
