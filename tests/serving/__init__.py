"""The site while it is being changed."""
