"""The only builders of test data: sheets and drafts, plain or drawn by hypothesis."""
