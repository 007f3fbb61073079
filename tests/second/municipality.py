"""Writes the sources of a municipality that does not exist: its data, its Markdown and its adopted
document, odd but possible throughout."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.small import SOUND, add_code

NAME = "Ängsö & Årlinge <kommun>"
TITLE = "Plan för trygghet, tillit & öppenhet 2024–2027"
ADDRESS = "https://trygghet.example.org/planen/"  # a folder of a server that has other things too
ACCENT = "#7a1f5c"
SWITCHBOARD = "08-465 004 00"
DAY = "2026-11-22"
CALLED = {"date": DAY, "how": "call", "against": "samtal med växeln"}
LONG = (
    "Nämnden för " + "samverkan, kultur, fritid, folkhälsa, översikt, återbruk och grannskap, " * 5
).strip(", ")[:300]
ACTORS: list[dict[str, Any]] = [
    {
        "id": "TR",
        "abbreviation": "TR",
        "name": "Trygghetsrådet för Ängsö och Årlinge",
        "explanation": "Möts fyra gånger om året.",
    },
    {
        "id": "BoM",
        "abbreviation": "BoM",
        "footnote": True,
        "name": "Barn- & <i>miljönämnden</i>",
        "explanation": "Har hand om förskolan.",
    },
    {
        "id": "lang",
        "name": LONG,
        "explanation": "Har ett långt namn, eftersom sex nämnder blev en.",
    },
    {
        "id": "overformyndare",
        "name": "Överförmyndaren",
        "explanation": "Ser efter dem som inte själva kan bevaka sin rätt.",
    },
    {
        "id": "en-enda",
        "name": "Ångbåtsföreningen *Ägir* {{ 7 * 7 }}",
        "explanation": "Ansvarar för en enda aktivitet.",
    },
]
AREAS = 5
ACTIVITIES = 8  # in each area
WORDS = (
    "samtal",
    "öppna förskolan",
    "åldersblandade lag",
    "hamnen & torget",
    "<b>biblioteket</b>",
    "byarådet",
    "ungdomshuset",
    "ägirspelen",
)


def activity_text(area: int, number: int) -> str:
    """Returns the words of an activity; one of them is 300 characters long, one holds what Markdown
    and Jinja would read as their own."""
    text = f"Åtgärd {area}.{number}: ordna träffar om {WORDS[(number - 1) % len(WORDS)]} i del {area} av ön"
    if (area, number) == (2, 3):
        return (
            text
            + ", och bjud in alla som bor, arbetar eller går i skola där, sommar som vinter," * 5
        )[:299] + "."
    if (area, number) == (4, 6):
        return text + " {% raw %} **inte fet** `kod` [länk](x) 100 % {{ hemligt }}."
    return text + "."


def responsible(area: int, number: int) -> list[str]:
    """Returns the actors of an activity."""
    if (area, number) == (5, 8):
        return ["en-enda", "TR"]
    return [["TR"], ["BoM", "TR"], ["lang"], ["overformyndare", "BoM", "lang"]][(area + number) % 4]


def area_title(area: int) -> str:
    """Returns the title of a target area."""
    return [
        "Mötesplatser",
        "Skola & hem",
        "Hamnen <em>om natten</em>",
        "Tillit",
        "Snabb hjälp åt den som är ensam",
    ][area - 1]


def heading(area: int) -> str:
    """Returns the whole heading of a target area, in this document's own form."""
    return f"Vägval {'ABCDE'[area - 1]}: {area_title(area)}"


def write(project: Path, activities: int = ACTIVITIES, more: int = 0) -> None:
    """Writes a whole project to the new folder `project`: this municipality's sources, and the code
    as it is.

    `activities` is how many each target area has, `more` how many columns its table has besides.
    """
    add_code(project)
    source = Source()
    write_file(project, "mkdocs.yml", _site())
    for page, text in _pages(source, activities, more).items():
        write_file(project, f"docs/{page}", text)
    write_file(
        project,
        "docs/images/vapen.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v4L4 8 1 5z"/></svg>',
    )
    write_file(project, "data/source/plan.txt", "\n".join(source.lines))
    for name, data in _data(source, activities, more).items():
        write_file(project, f"data/{name}.yaml", as_yaml(data))


def as_yaml(data: Mapping[str, Any]) -> str:
    """As an editor writes it: no value is fetched from another place of the file."""
    return yaml.safe_dump(
        json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False, width=200
    )


def write_file(project: Path, file: str, text: str) -> None:
    """Writes a file of the project, and the folders that it is in."""
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


class Source:
    """The adopted document, written page by page together with the pages that show it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pages: list[dict[str, Any]] = []

    def page(self, file: str, *lines: str) -> None:
        """Adds the lines that a page shows."""
        first = len(self.lines) + 1
        self.lines += [*lines, ""]
        self.pages.append({"page": file, "lines": [f"{first}-{first + len(lines) - 1}"]})


def _area_file(area: int) -> str:
    return f"strategi/vagval-{'abcde'[area - 1]}.md"


def front(title: str, kind: str, **more: str) -> str:
    """Returns the lines on top of a page."""
    fields = {
        "title": title,
        "description": f"{title}: en sida i en kommun som inte finns, till för att pröva koden.",
        "kind": kind,
        "updated": DAY,
        **more,
    }
    return "---\n" + as_yaml(fields).replace("'2026-11-22'", DAY) + "---\n\n"


def _pages(source: Source, activities: int, more: int) -> dict[str, str]:
    notice, added = "{{ validity_notice() }}\n\n", "{{ added_notice() }}\n\n"
    metadata = [f"{row['label']}\t{row['value']}" for row in METADATA]
    source.page("strategi/index.md", f"# {TITLE}", *metadata)
    source.page(
        "strategi/darfor.md",
        "## Därför",
        "Den som känner sina grannar är tryggare. Här bor 4 512 människor på tre öar.",
    )
    pages = {
        "index.md": front("Trygg på ön", "service")
        + "# Trygg på ön\n\nFara: ring {{ phone('nod') }}.\n\n[Hjälp](hjalp/index.md)\n",
        "hjalp/index.md": front("Var finns hjälp?", "help", reviewed=DAY, template="help.html")
        + '# Var finns hjälp?\n\n## Bråttom: ring {{ phone("nod") }} { #brattom .emergency }\n\n{{ situations() }}\n\n{{ contacts_for("brattom") }}\n\n'
        + '## Råd { #rad }\n\n{{ contacts_for("rad") }}\n',
        "for-personal.md": front("För dig som arbetar här", "added", reviewed=DAY)
        + "# För dig som arbetar här\n\n"
        + added
        + '{{ routines() }}\n\nFråga {{ abbr("TR") }}. {{ source("lag") }}\n',
        "strategi/index.md": front("Planen", "adopted")
        + f"# {TITLE}\n\n"
        + notice
        + "{{ metadata_table() }}\n\n## Anmärkningar { data-editorial='' }\n\n{{ remarks() }}\n",
        "strategi/darfor.md": front("Därför", "adopted")
        + "# Därför\n\n"
        + notice
        + "Den som känner sina grannar är tryggare. Här bor 4 512 människor på tre öar.\n",
        "uppfoljning.md": front("Så går det", "added", reviewed=DAY)
        + "# Så går det\n\n"
        + added
        + "## År för år\n\n{{ follow_up() }}\n\n## Per vägval\n\n{{ goals_and_activities() }}\n\n"
        + "## Per ansvarig\n\n{{ activities_by_actor() }}\n",
        "om/index.md": front("Om sidorna", "service")
        + "# Om sidorna\n\nSidorna ges ut av {{ municipality() }}.\n\n{{ report_failing() }}\n\n{{ abbreviations() }}\n",
        "om/tillganglighet.md": front("Tillgänglighet", "service")
        + "# Tillgänglighet\n\n{{ supervising_authority() }}\n",
        "om/integritet.md": front("Integritet", "service") + "# Integritet\n\nInget sparas.\n",
        "a-o.md": front("A–Ö", "service") + "# A–Ö\n\nAlla sidor.\n",
    }
    names = {actor["id"]: actor.get("abbreviation") or actor["name"] for actor in ACTORS}
    for area in range(1, AREAS + 1):
        rows = [
            "\t".join(
                [
                    activity_text(area, number),
                    ", ".join(str(names[own]) for own in responsible(area, number)),
                    *(_cell(number, column) for column in range(more)),
                ]
            )
            for number in range(1, activities + 1)
        ]
        heads = ["Det här gör vi", "De gör det", *(f"Kolumn {n}" for n in range(more))]
        intro = f"Vägvalet gäller del {area} av ön, året om."
        notes = ["Barn- & <i>miljönämnden</i>"] if area == 1 else []
        source.page(
            _area_file(area),
            f"## {heading(area)}",
            intro,
            "Hit ska vi 2027",
            f"Mål {area}: alla hör till.",
            "\t".join(heads),
            *rows,
            *notes,
        )
        escaped = heading(area).replace("&", "&amp;").replace("<", "&lt;")
        pages[_area_file(area)] = (
            front(heading(area), "adopted")
            + f"# {escaped}\n\n{notice}{intro}\n\n"
            + f'{{{{ goals("vagval-{area}") }}}}\n\n{{{{ activity_table("vagval-{area}") }}}}\n'
        )
    return pages


METADATA: list[dict[str, Any]] = [
    {"label": "Slags dokument", "value": "Plan"},
    {"label": "Beslutat av", "value": "Öfullmäktige den 5 februari 2024, § 3"},
    {"label": "Gäller", "value": "2024–2027"},
    {"label": "Frågor besvaras av", "value": "Öjuristen", "responsible": True},
]


def _site() -> str:
    """The site's own settings with another name and another navigation: all that a municipality
    changes there."""
    text = (SOUND / "mkdocs.yml").read_text("utf-8")
    areas = "".join(f"      - {_area_file(area)}\n" for area in range(1, AREAS + 1))
    kept, _, _ = text.partition("\nnav:\n")
    before, _, after = kept.partition("not_in_nav: |\n")
    others = after.split("\n\n", 1)[1]
    lines = before.replace("site_name: Lugnt bibliotek", "site_name: Trygg på ön")
    return (
        f"{lines}not_in_nav: |\n  /a-o.md\n\n{others}\nnav:\n  - index.md\n  - hjalp/index.md\n  - for-personal.md\n  - Planen:\n"
        f"      - strategi/index.md\n      - strategi/darfor.md\n{areas}  - uppfoljning.md\n  - Om sidorna:\n"
        "      - om/index.md\n      - om/tillganglighet.md\n      - om/integritet.md\n"
    )


def _data(source: Source, activities: int, more: int) -> dict[str, Mapping[str, Any]]:
    swedish = SOUND / "data" / "translations" / "sv.yaml"
    labels = yaml.safe_load(swedish.read_text("utf-8"))["labels"]
    return {
        "strategy": {
            "title": TITLE,
            "period": "2024–2027",
            "adopted": "2024-02-05",
            "validity": {"from": "2024-01-01", "to": "2027-12-31"},
            "metadata": METADATA,
            "actors": ACTORS,
            "remarks": [
                {"line": "8", "quote": "4 512 människor", "remark": "Så många var det 2023."}
            ],
            "transcript": {"source": "source/plan.txt", "pages": source.pages},
        },
        "activities": {
            "target_areas": [_area(area, activities, more) for area in range(1, AREAS + 1)]
        },
        "follow-up/2025": {
            "reported_by": "BoM",
            "date": "2026-01-31",
            "reports": [
                {"id": "v1-1", "status": "completed", "done": "12 träffar, < 3 inställda & gratis."}
            ],
        },
        "contacts": CONTACTS,
        "municipality": MUNICIPALITY,
        "sources": {
            "sources": [
                {
                    "id": "lag",
                    "title": "En lag",
                    "publisher": "Riksdagen",
                    "date": "2024",
                    "read": DAY,
                }
            ]
        },
        "translations": {
            "languages": [
                {
                    "code": "sv",
                    "lang": "sv",
                    "dir": "ltr",
                    "name": "Svenska",
                    "page": "hjalp/index.md",
                    "danger": ["i fara"],
                }
            ],
            "labels": labels,
        },
    }


def _cell(number: int, column: int) -> str:
    return f"Ruta {column} på rad {number}"


def _area(area: int, activities: int, more: int) -> dict[str, Any]:
    listed: list[dict[str, Any]] = [
        {
            "id": f"v{area}-{number}",
            "text": activity_text(area, number),
            "responsible": responsible(area, number),
            **({"values": {f"k{n}": _cell(number, n) for n in range(more)}} if more else {}),
        }
        for number in range(1, activities + 1)
    ]
    columns = [
        {"key": "text", "heading": "Det här gör vi"},
        {"key": "responsible", "heading": "De gör det"},
        *({"key": f"k{n}", "heading": f"Kolumn {n}"} for n in range(more)),
    ]
    return {
        "id": f"vagval-{area}",
        "number": area,
        "title": area_title(area),
        "heading": heading(area),
        "page": _area_file(area),
        "goals_heading": "Hit ska vi 2027",
        "columns": columns,
        "goals": [{"id": f"mal-{area}", "text": f"Mål {area}: alla hör till."}],
        "activities": listed,
    }


CONTACTS: dict[str, Any] = {
    "situations": [
        {"id": "brattom", "title": "Det är bråttom", "best": ["nod"], "more": []},
        {"id": "rad", "title": "Jag vill ha råd", "best": ["lokal:oradet"], "more": ["olinjen"]},
    ],
    "contacts": [
        {
            "id": "nod",
            "name": "Nödnumret",
            "purpose": "Hjälp genast.",
            "audience": "alla",
            "emergency": True,
            "verified": CALLED,
            "phone": {"number": "112", "verified": CALLED},
            "hours": {"verified": CALLED, "always": True},
        },
        {
            "id": "olinjen",
            "name": "Ölinjen <dygnet> runt & lite till",
            "purpose": "Råd åt den som bor på en ö.",
            "audience": "alla öbor",
            "verified": CALLED,
            "phone": {"number": "08-465 004 04", "verified": CALLED},
            "link": {"url": "https://olinjen.test/", "text": "olinjen.test"},
        },
    ],
    "local_roles": [
        {
            "id": "oradet",
            "name": "Örådet",
            "purpose": "Råd i vardagen.",
            "fallback": "Ring växeln och fråga efter Örådet.",
        }
    ],
    "short_numbers": [{"number": "112", "source": "polisen.se"}],
}
MUNICIPALITY: dict[str, Any] = {
    "name": NAME,
    "site_address": ADDRESS,
    "switchboard": {"number": SWITCHBOARD, "verified": CALLED},
    "email": {"address": "kommunen@angso.test", "verified": CALLED},
    "accent": ACCENT,
    "logo": {"file": "images/vapen.svg", "alt": "Ängsö och Årlinges vapen"},
    "exit_url": "https://www.example.org/",
    "local_contacts": [
        {
            "role": "oradet",
            "phone": {"number": "08-465 004 11", "verified": CALLED},
            "hours": {
                "verified": CALLED,
                "weekly": [{"days": ["tuesday"], "from": "10:00", "to": "12:00"}],
            },
            "note": "Stängt när färjan inte går.",
        }
    ],
    "routines": [{"title": "När någon är ensam & <orolig>", "url": "https://www.angso.test/rutin"}],
}
