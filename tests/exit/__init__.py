"""The sources must outlive the generator."""
