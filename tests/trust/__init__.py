"""Tests of keys and proofs; `documents` builds the files that are signed and attacked."""
