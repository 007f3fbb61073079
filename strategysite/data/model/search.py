"""data/search.yaml and data/search/: the words people use, and where they lead."""

from strategysite.data.model.common import PageFile, Part, Slug, Text, WholeFile


class SearchEntry(Part, noun="posten"):
    """Words and whole questions for one thing, and the page or heading that answers."""

    to: PageFile
    """Sidan eller rubriken som svarar: filens väg från docs/, # och rubrikens id."""
    listed: tuple[Text, ...] = ()
    """Ord som människor söker på och som ska stå på sidan A–Ö. Börjar en rubrik på sidan med ordet
    står bara rubriken där."""
    words: tuple[Text, ...] = ()
    """Andra ord, och hela frågor, som människor skriver."""
    first: Slug | None = None
    """En kontakts id. Dess nummer visas först, efter nödnumret, när frågan liknar de här orden.
    Annars visas lägets kontakter i sin vanliga ordning."""

    def _fault(self) -> tuple[str, str] | None:
        if not self.asked:
            return "posten har inga ord", 'Skriv det som människor söker på under "words".'
        return None

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything that people may write."""
        return (*self.listed, *self.words)


class Search(WholeFile):
    """The whole file."""

    otherwise: PageFile | None = None
    """Sidan som står bland de två första när inget passar bra. Låt det vara hjälpsidan: den som
    inte hittar orden ska ändå hitta hjälpen."""
    entries: tuple[SearchEntry, ...] = ()
    """En post för varje sak som någon söker, i vilken ordning som helst."""
