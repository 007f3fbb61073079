"""The theme, and every page of the real site, in a real browser behind a real server."""
