"""Writes three documents of other shapes than the first municipality's into the site of the second:
a plan that holds until further notice, a policy of one page, and a revision within a year.

The words are written for these tests. What is asked of each is that no code is changed for it.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.second.municipality import DAY, Source, as_yaml, front, write, write_file

WHOLE = "strategi/hela.md"
NOTICE = "{{ validity_notice() }}\n\n"
ABBREVIATION = {"short": "TR", "name": "Trygghetsrådet", "explanation": "Möts fyra gånger om året."}
FOLLOWED = (
    "# Så går det\n\n{{ added_notice() }}\n\n## År för år\n\n{{ follow_up() }}\n\n"
    "## Del för del\n\n{{ goals_and_activities() }}\n\n## Per ansvarig\n\n{{ activities_by_actor() }}\n"
)


@dataclass
class Shape:
    """A document: its two data files, by page its heading, the lines of the document that it shows,
    and its Markdown; and what was reported for 2025."""

    strategy: dict[str, Any]
    activities: dict[str, Any]
    pages: dict[str, tuple[str, list[str], str]] = field(default_factory=dict)
    reported: dict[str, Any] | None = None


def write_shape(project: Path, today: Shape, earlier: dict[str, Shape] | None = None) -> Path:
    """Writes a whole project to the new folder `project`: the second municipality's site with
    another document, and `earlier` ones by the name of their folder."""
    write(project, 1)
    shutil.rmtree(project / "docs/strategi")
    (project / "data/source/plan.txt").unlink()
    (project / "data/follow-up/2025.yaml").unlink()
    if today.reported:
        write_file(project, "data/follow-up/2025.yaml", as_yaml(today.reported))
    if not today.activities["target_areas"]:
        (project / "docs/uppfoljning.md").unlink()
    else:
        head = front("Så går det", "added", reviewed=DAY)
        write_file(project, "docs/uppfoljning.md", head + FOLLOWED)
    nav = [*_written(project, today, ""), WHOLE]
    head = front("Hela dokumentet", "adopted")
    title = "# Hela dokumentet { data-editorial='' }\n\n"
    write_file(project, f"docs/{WHOLE}", f"{head}{title}{NOTICE}{{{{ whole_strategy() }}}}\n")
    for edition, shape in (earlier or {}).items():
        nav += [*_written(project, shape, edition), f"arkiv/{edition}/uppfoljning.md"]
        head = front(f"Så gick det ({edition})", "added", reviewed=DAY)
        write_file(project, f"docs/{nav[-1]}", head + FOLLOWED)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    before, _, after = settings.partition("  - Planen:\n")
    kept = after[after.index("  - uppfoljning.md") :]
    if not today.activities["target_areas"]:
        kept = kept.replace("  - uppfoljning.md\n", "")
    listed = "".join(f"      - {page}\n" for page in nav)
    write_file(project, "mkdocs.yml", f"{before}  - Planen:\n{listed}{kept}")
    return project


def _written(project: Path, shape: Shape, edition: str) -> list[str]:
    source = Source()
    for page, (title, lines, text) in shape.pages.items():
        source.page(page, *lines)
        head = front(f"{title} ({edition})" if edition else title, "adopted")
        write_file(project, f"docs/{page}", head + text)
    name = f"source/dokument{edition and f'-{edition}'}.txt"
    write_file(project, f"data/{name}", "\n".join(source.lines))
    folder = f"data/archive/{edition}" if edition else "data"
    transcript = {"transcript": {"source": name, "pages": source.pages}}
    write_file(project, f"{folder}/strategy.yaml", as_yaml({**shape.strategy, **transcript}))
    write_file(project, f"{folder}/activities.yaml", as_yaml(shape.activities))
    return list(shape.pages)


def _row(*cells: str) -> str:
    return "\t".join(cells)


# A plan that holds until further notice, with a table of five columns of its own, goals under a
# goal, numbered lists, a quotation, and activities that are only proposed.
UNTIL_FURTHER_NOTICE = Shape(
    strategy={
        "title": "Handlingsplan för öppna bryggor",
        "period": "tills vidare",
        "adopted": "2025-04-15",
        "validity": {"from": "2025-05-01"},
        "metadata": [
            {"label": "Beslutad av", "value": "Hamnnämnden 2025-04-15"},
            {"label": "Gäller", "value": "Tills vidare"},
        ],
        "actors": [
            {"id": "HN", "abbreviation": "HN", "name": "Hamnnämnden", "explanation": "Nämnden."},
            {"id": "fritid", "name": "Fritidschefen", "explanation": "Leder fritiden."},
        ],
        "abbreviations": [ABBREVIATION],
        "environments": [
            {"id": "kajen", "title": "Kajen", "page": "strategi/bryggor.md"},
            {"id": "viken", "title": "Viken", "page": "strategi/bryggor.md"},
        ],
        "prevention": [
            {
                "id": "alla-gaster",
                "title": "Bryggan är öppen",
                "page": "strategi/bryggor.md",
                "for_whom": "alla gäster",
            },
            {
                "id": "den-ensamma",
                "title": "Någon frågar",
                "page": "strategi/bryggor.md",
                "for_whom": "den som kommer ensam",
            },
        ],
    },
    activities={
        "target_areas": [
            {
                "id": "bryggor",
                "title": "Det här ska göras",
                "page": "strategi/atgarder.md",
                "goals_heading": "Mål",
                "goals": [
                    {
                        "id": "oppet",
                        "text": "Bryggorna är öppna för alla.",
                        "goals": [
                            {"id": "ljus", "text": "Det är ljust där efter mörkrets inbrott."},
                            {"id": "sallskap", "text": "Ingen behöver gå hem ensam."},
                        ],
                    }
                ],
                "columns": [
                    {"key": "text", "heading": "Åtgärd"},
                    {"key": "responsible", "heading": "Ansvarig"},
                    {"key": "klart", "heading": "Klart senast", "meaning": "deadline"},
                    {"key": "mats", "heading": "Indikator", "meaning": "indicator"},
                    {"key": "varde", "heading": "Målvärde", "meaning": "target"},
                ],
                "activities": [
                    {
                        "id": "lampor",
                        "text": "Sätt upp lampor.",
                        "responsible": ["HN", "fritid"],
                        "goal": "ljus",
                        "values": {
                            "klart": "30 juni 2025",
                            "mats": "Andel bryggor med ljus",
                            "varde": "9 av 10",
                        },
                        "deadline": "2025-06-30",
                        "target": {"value": "9", "unit": "bryggor av tio"},
                    },
                    {
                        "id": "vardar",
                        "text": "Ordna kvällsvärdar.",
                        "responsible": ["HN"],
                        "values": {
                            "responsible": "alla förvaltningar",
                            "klart": "löpande",
                            "mats": "Kvällar med värd",
                            "varde": "minst 1 200 kvällar om året",
                        },
                        "target": {"value": "1200", "unit": "kvällar om året"},
                    },
                    {
                        "id": "bat",
                        "text": "Köp en båt till räddningen",
                        "responsible": [],
                        "proposed": True,
                        "values": {"klart": "2027", "mats": "", "varde": ""},
                        "deadline": "2027-12-31",
                    },
                ],
            }
        ]
    },
    pages={
        "strategi/index.md": (
            "Planen",
            [
                "# Handlingsplan för öppna bryggor",
                _row("Beslutad av", "Hamnnämnden 2025-04-15"),
                _row("Gäller", "Tills vidare"),
                "",
                "Planen vilar på tre tankar:",
                "",
                "1. En brygga är till för alla.",
                "2. Den som ser någon stå ensam hälsar.",
                "3. Ingen tanke är färdig.",
                "",
                "> Vattnet frågar inte vem du är.",
                "",
                "Så börjar en visa från ön.",
            ],
            "# Handlingsplan för öppna bryggor\n\n"
            + NOTICE
            + "{{ metadata_table() }}\n\nPlanen vilar på tre tankar:\n\n"
            + "1. En brygga är till för alla.\n2. Den som ser någon stå ensam hälsar.\n"
            + "3. Ingen tanke är färdig.\n\n> Vattnet frågar inte vem du är.\n\n"
            + "Så börjar en visa från ön.\n",
        ),
        "strategi/bryggor.md": (
            "Bryggorna",
            [
                "## Bryggorna",
                "### Kajen",
                "Kajen är kommunens.",
                "### Viken",
                "Viken är allas:",
                "",
                "4. Där badar alla gäster.",
                "5. Där får man tälta.",
                "",
                "### Bryggan är öppen",
                "Det gäller alla gäster.",
                "### Någon frågar",
                "Det gäller den som kommer ensam.",
            ],
            "# Bryggorna\n\n"
            + NOTICE
            + "{{ environments() }}\n\n{{ prevention_triangle() }}\n\n"
            + "## Kajen { #kajen }\n\nKajen är kommunens.\n\n## Viken { #viken }\n\nViken är allas:\n\n"
            + "4. Där badar alla gäster.\n5. Där får man tälta.\n\n"
            + "## Bryggan är öppen { #alla-gaster }\n\nDet gäller alla gäster.\n\n"
            + "## Någon frågar { #den-ensamma }\n\nDet gäller den som kommer ensam.\n",
        ),
        "strategi/atgarder.md": (
            "Det här ska göras",
            [
                "## Det här ska göras",
                "### Mål",
                "- Bryggorna är öppna för alla.",
                "  - Det är ljust där efter mörkrets inbrott.",
                "  - Ingen behöver gå hem ensam.",
                "",
                _row("Åtgärd", "Ansvarig", "Klart senast", "Indikator", "Målvärde"),
                _row(
                    "Sätt upp lampor.",
                    "HN, Fritidschefen",
                    "30 juni 2025",
                    "Andel bryggor med ljus",
                    "9 av 10",
                ),
                _row(
                    "Ordna kvällsvärdar.",
                    "alla förvaltningar",
                    "löpande",
                    "Kvällar med värd",
                    "minst 1 200 kvällar om året",
                ),
                _row("Köp en båt till räddningen", "", "2027", "", ""),
            ],
            "# Det här ska göras\n\n"
            + NOTICE
            + '{{ goals("bryggor") }}\n\n{{ activity_table("bryggor") }}\n',
        ),
    },
    reported={
        "reported_by": "HN",
        "date": "2026-01-15",
        "reports": [{"id": "lampor", "status": "completed", "value": "8"}],
    },
)

# A policy of one page: no period, no activities, numbered paragraphs, and levels that it does not
# draw.
POLICY = Shape(
    strategy={
        "title": "Policy för samtal vid receptionen",
        "metadata": [],
        "actors": [],
        "abbreviations": [ABBREVIATION],
        "prevention_drawn": False,
        "prevention": [
            {
                "id": "lyssna",
                "title": "2.1 Lyssna",
                "page": "strategi/index.md",
                "for_whom": "den som frågar",
            },
            {
                "id": "folj",
                "title": "2.2 Följ med",
                "page": "strategi/index.md",
                "for_whom": "den som inte hittar",
            },
        ],
    },
    activities={"target_areas": [], "has_none": True},
    pages={
        "strategi/index.md": (
            "Policyn",
            [
                "# Policy för samtal vid receptionen",
                "## 1 Syfte",
                "1.1 Den som kommer till kommunhuset möts av ett gott ord.",
                "1.2 Policyn gäller alla som tar emot besök.",
                "## 2 Så gör vi",
                "### 2.1 Lyssna",
                "Svara den som frågar.",
                "### 2.2 Följ med",
                "Gå bredvid den som inte hittar.",
            ],
            "# Policy för samtal vid receptionen\n\n"
            + NOTICE
            + "## 1 Syfte\n\n1.1 Den som kommer till kommunhuset möts av ett gott ord.\n\n"
            + "1.2 Policyn gäller alla som tar emot besök.\n\n## 2 Så gör vi\n\n"
            + "{{ prevention_triangle() }}\n\n"
            + "### 2.1 Lyssna { #lyssna }\n\nSvara den som frågar.\n\n"
            + "### 2.2 Följ med { #folj }\n\nGå bredvid den som inte hittar.\n",
        )
    },
)


def _guideline(edition: str, adopted: str, rounds: str, lamps: str) -> Shape:
    """One of two versions within a year, with footnotes and an appendix."""
    folder = f"arkiv/{edition}" if edition else "riktlinje"
    index, appendix = f"{folder}/index.md", f"{folder}/bilaga.md"
    rows = [("Gå kvällsrundor.", rounds), ("Byt trasiga lampor.", lamps)]
    return Shape(
        strategy={
            "title": "Riktlinje för kvällsrundor 2026",
            "period": "2026",
            "adopted": adopted,
            "validity": {"from": adopted, "to": "2026-12-31"},
            "metadata": [{"label": "Fastställd", "value": adopted}],
            "actors": [
                {
                    "id": "FL",
                    "abbreviation": "FL",
                    "footnote": True,
                    "name": "Fältlaget",
                    "explanation": "Går ute om kvällarna.",
                }
            ],
            "abbreviations": [ABBREVIATION],
        },
        activities={
            "target_areas": [
                {
                    "id": "rundor",
                    "title": "Rundor",
                    "page": index,
                    "proposed": not edition,
                    "columns": [
                        {"key": "text", "heading": "Vad"},
                        {"key": "hur-ofta", "heading": "Hur ofta"},
                        {"key": "responsible", "heading": "Vem"},
                    ],
                    "activities": [
                        {
                            "id": f"runda-{number}",
                            "text": text,
                            "responsible": ["FL"],
                            "values": {"hur-ofta": often},
                        }
                        for number, (text, often) in enumerate(rows, 1)
                    ],
                }
            ]
        },
        pages={
            index: (
                "Riktlinjen",
                [
                    "# Riktlinje för kvällsrundor 2026",
                    _row("Fastställd", adopted),
                    "",
                    "Rundorna förebygger oro<sup>1</sup> och ensamhet.<sup>2</sup>",
                    "",
                    "## Rundor",
                    _row("Vad", "Hur ofta", "Vem"),
                    *(_row(text, often, "FL<sup>3</sup>") for text, often in rows),
                    "",
                    "<sup>3</sup> Fältlaget",
                    "",
                    "<sup>1</sup> Oro är allt som gör att någon går en omväg.",
                    "<sup>2</sup> Se bilagan.",
                ],
                "# Riktlinje för kvällsrundor 2026\n\n"
                + NOTICE
                + "{{ metadata_table() }}\n\n"
                + "Rundorna förebygger oro<sup>1</sup> och ensamhet.<sup>2</sup>\n\n## Rundor\n\n"
                + '{{ activity_table("rundor") }}\n\n'
                + "<sup>1</sup> Oro är allt som gör att någon går en omväg.\n\n"
                + "<sup>2</sup> Se bilagan.\n",
            ),
            appendix: (
                "Bilaga",
                ["# Bilaga 1. Kvällens väg", "1. Från torget", "2. Till färjeläget"],
                "# Bilaga 1. Kvällens väg\n\n" + NOTICE + "1. Från torget\n2. Till färjeläget\n",
            ),
        },
    )


FIRST = _guideline("2026-1", "2026-02-10", "varje fredag", "genast")
REVISION = _guideline("", "2026-09-01", "varje kväll", "inom en vecka")
