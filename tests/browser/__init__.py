"""The built site in a real browser, behind a real server."""
