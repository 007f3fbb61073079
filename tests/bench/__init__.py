"""How long the site takes to build, beside what it could have been."""
