"""The tests: units, the built site, and a real browser."""
