"""A new strategy takes over: its words stand at once on its page, the old one lives on in the
archive, and no address dies."""
