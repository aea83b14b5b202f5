"""The outside world's formats, one module each, both directions."""
