"""The strategy's facts, checks and templates: plain Python that knows nothing of the site
generator."""
