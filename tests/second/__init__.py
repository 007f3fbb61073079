"""Another municipality on the same code."""
