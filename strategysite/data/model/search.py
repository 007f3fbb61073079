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

    about = """
    Orden som människor skriver i sökrutan, och vart de leder. Webbplatsen har sina ord och den som
    söker har sina. Har någon sökt utan att hitta rätt? Lägg till det som den personen skrev.

    En post har ord (listed eller words) och leder till en sida eller rubrik (to). Skriv gärna hela
    frågor: de hjälper sökningen att förstå även dem som ingen har skrivit upp. Böjningar, ord utan
    prickar (valdsbejakande) och vanliga stavfel klarar den själv. Ett ord står en gång.
    Telefonnummer skrivs inte här. De kommer ur data/contacts.yaml.

    Orden står i filer efter ämne, i data/search/: de som leder till docs/hjalp/orolig.md i
    hjalp-orolig.yaml. I data/search.yaml står det som gäller alla.
    """
    example = """
    entries:
      - to: hjalp/index.md#lamna
        listed: [avhoppare]
        words: [hoppa av, vill ut, hur kommer jag ur gänget]
    """
    otherwise: PageFile | None = None
    """Sidan som står bland de två första när inget passar bra. Låt det vara hjälpsidan: den som
    inte hittar orden ska ändå hitta hjälpen."""
    entries: tuple[SearchEntry, ...] = ()
    """En post för varje sak som någon söker, i vilken ordning som helst."""
