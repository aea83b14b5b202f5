"""The pages of cases. One file is one page with what can be done on it."""
