"""The jobs of notices."""
