"""The site's search: an index made from finished HTML, and the editors' words that people use.

Everything is weighed here; the browser (theme/scripts/search/) folds what is typed, and adds.
"""
