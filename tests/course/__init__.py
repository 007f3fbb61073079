"""The orientation: its data, its pages, its script, its packages."""
