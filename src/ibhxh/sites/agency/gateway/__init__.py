"""The interface packages come through: examined, stored, and only then answered with a receipt."""
