"""data/search.yaml: the words people use, and what on the site they mean."""

from pydantic import model_validator

from strategysite.data.model.common import PageFile, Part, Text, refuse


class SearchEntry(Part):
    """Words and whole questions for one thing: the page or heading that answers (`to`), the words that the site uses (`means`)."""

    noun = "posten"
    to: PageFile | None = None
    means: tuple[Text, ...] = ()
    listed: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "SearchEntry":
        if not self.asked:
            raise refuse("posten har inga ord", 'Skriv det som människor söker på under "words".')
        if self.to is None and not self.means:
            raise refuse("posten leder ingenstans", 'Skriv sidan under "to", eller ord som webbplatsen använder under "means".')
        if self.listed and self.to is None:
            raise refuse('"listed" behöver en sida', 'Skriv sidan under "to", eller flytta orden till "words".')
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything that people may write."""
        return (*self.listed, *self.words)


class Search(Part):
    """The whole file."""

    noun = "filen"
    otherwise: PageFile | None = None
    entries: tuple[SearchEntry, ...] = ()
