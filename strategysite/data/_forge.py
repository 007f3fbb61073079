"""Addresses at the place where the site's files are kept: to look at a line, and to change it."""

from urllib.parse import quote

from strategysite.data.model.municipality import Publication
from strategysite.problems import Place

LOOK = {
    "github": "blob/{branch}/{file}#L{line}",
    "gitlab": "-/blob/{branch}/{file}#L{line}",
    "forgejo": "src/branch/{branch}/{file}#L{line}",
}
CHANGE = {"github": "edit/{branch}/{file}#L{line}", "gitlab": "-/edit/{branch}/{file}#L{line}", "forgejo": "_edit/{branch}/{file}#L{line}"}


def file_address(publication: Publication, place: Place, change: bool = False) -> str | None:
    """Returns where the file stands open at its line, to look at or to `change`; None where the files have no public address."""
    if publication.repository is None:
        return None
    pattern = (CHANGE if change else LOOK)[publication.forge]
    path = pattern.format(branch=quote(publication.branch), file=quote(place.file, safe="/{}"), line=place.line)
    return f"{publication.repository.rstrip('/')}/{path}"
