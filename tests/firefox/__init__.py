"""The course in Firefox, outside `make test`."""
