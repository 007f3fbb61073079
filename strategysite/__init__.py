"""The strategy's facts, checks, templates and commands. Of the site generator only the
modules know that README.md names."""
