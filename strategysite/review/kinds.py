"""What a finding is, and of which sorts. All texts are Swedish, for people who do not program."""

from dataclasses import dataclass

from strategysite.problems import Place


@dataclass(frozen=True)
class FindingKind:
    """One sort of finding: its heading, and what it means for whoever reads the site."""

    heading: str
    meaning: str


KINDS: dict[str, FindingKind] = {
    "unverified": FindingKind(
        "Väntar på kontroll",
        "Visas inte för allmänheten förrän någon har kontrollerat det och skrivit datumet efter"
        " verified.",
    ),
    "old": FindingKind(
        "Kontrollerat för länge sedan",
        "Visas, med sitt datum. Kontrollera igen och skriv det nya datumet efter verified.",
    ),
    "question": FindingKind(
        "Att ta reda på", "Det här vet vi inte än. Sidorna säger inget om det."
    ),
    "missing": FindingKind("Saknas", "Sidorna klarar sig utan, men hjälper bättre med."),
    "expired": FindingKind("Dokumentets giltighet", "Det står på varje sida av det."),
    "strategy": FindingKind(
        "Dokumentet att göra klart",
        "Sidorna visar dokumentet ord för ord. Det här återstår att göra för hand.",
    ),
    "follow-up": FindingKind("Uppföljning", "Dokumentet ska följas upp varje år."),
    "review": FindingKind(
        "Sidor att granska", "Läs sidan mot dess källor och skriv dagens datum efter reviewed."
    ),
    "translation": FindingKind(
        "Översättningar", "Varje översatt sida säger själv att den svenska gäller."
    ),
    "ending": FindingKind("Går ut", "Förnya eller byt ut det före den dagen."),
    "law": FindingKind(
        "Sådant en jurist bör läsa",
        "Meningar som talar om lag. Om de stämmer kan bara en människa säga, med lagtexten"
        " bredvid.",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing to see to: `about` what, what was found, what to `do`, which line to open."""

    kind: str
    place: Place
    about: str
    what: str
    do: str
    note: str | None = None
