"""Writes what other engines need to be compared: the sections of the built site, and the questions.
See notes/search.md.

python -m tests.search.sections FOLDER
"""

import json
import sys
from pathlib import Path

from strategysite.build.index import synonyms
from strategysite.checks.run import load
from strategysite.search.reading import read_pages
from tests.conftest import DAY, ROOT
from tests.search.asking import MEASURED, OWN, UNSEEN, questions


def main(folder: Path) -> None:
    """Writes sections.json and a file of questions for each set."""
    folder.mkdir(parents=True, exist_ok=True)
    facts, _ = load(ROOT, DAY)
    asked = {synonym.address: " ".join(synonym.words) for synonym in synonyms(facts)}
    site = ROOT / "site"
    found = [
        (path.parent.relative_to(site).as_posix(), path.read_text("utf-8"))
        for path in sorted(site.rglob("index.html"))
    ]
    sections = []
    for page in read_pages(
        ("" if address == "." else f"{address}/", html) for address, html in found
    ):
        for section in page.sections:
            address = page.url + (f"#{section.id}" if section.id else "")
            sections.append(
                {
                    "address": address,
                    "heading": section.heading,
                    "title": page.title,
                    "description": "" if section.id else page.description,
                    "asked": asked.get(address, ""),
                    "text": section.text if page.searched_whole else "",
                }
            )
    (folder / "sections.json").write_text(json.dumps(sections, ensure_ascii=False), "utf-8")
    for file in (OWN, MEASURED, UNSEEN):
        given = [
            {"q": question.typed, "page": list(question.right)} for question in questions(file)
        ]
        (folder / f"{file.stem}.json").write_text(json.dumps(given, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
