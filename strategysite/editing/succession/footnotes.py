"""Footnotes of the adopted document on its pages: each stands on the page that has its first mark,
and its marks and the note lead to each other. Marks in the data are shown by macros."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from strategysite.data.model.activities import FOOTNOTE_MARK
from strategysite.editing.succession.document import Block

# A mark, linked already or not; one that begins a line is the note's own. And a macro that shows an
# area of the data, which may have some.
MARK = r'(?P<note>(?m:^))?<sup data-editorial="">(?:\[(?P<linked>\d+)\][^<]*|(?P<plain>\d+))</sup>'
NUMBER = re.compile(r'<sup data-editorial="">(\d+)<')
PLACE = re.compile(MARK + r"|\{\{ *(?:goals|activity_table)\( *[\"'](?P<area>[\w-]+)")


def beside_their_marks(pages: dict[str, list[Block]]) -> None:
    """Puts each footnote last on the page that has its first mark, as at the foot of the paper's. A
    page that would have none but its heading keeps its own."""
    marked: dict[str, str] = {}  # the page of each number's first mark since the note before
    for file, block in [(file, block) for file, blocks in pages.items() for block in blocks]:
        numbers = NUMBER.findall(block.text)
        if block.kind != "note":
            marked = dict.fromkeys(numbers, file) | marked
            continue
        to = marked.pop(numbers[0], file)
        if to != file and any(one.kind not in ("heading", "note") for one in pages[file]):
            pages[file].remove(block)
            pages[to].append(block)


def with_footnotes(texts: Mapping[str, str], data: Mapping[str, str]) -> dict[str, str]:
    """Returns the files of the document's pages, with a link from each footnote's mark to its note,
    the next one of that number, and from the note back to the first of its marks. A mark or a note
    alone has none. `data` has what is written of each target area by its id."""
    places = [
        (file, found, number)
        for file, text in texts.items()
        for found in PLACE.finditer(text)
        for number in FOOTNOTE_MARK.findall(data.get(found["area"], ""))
        or [found["linked"] or found["plain"]]
    ]
    notes: dict[str, list[int]] = defaultdict(list)
    for at, (_, found, number) in enumerate(places):
        notes[number] += [at] if found["note"] is not None else []
    to, first = dict[int, int](), dict[int, int]()  # each mark's note, each note's first mark
    for at, (_, found, number) in enumerate(places):
        if found["note"] is None and (same := notes[number]):
            note = next((note for note in same if note > at), same[-1])
            to[at] = note
            first.setdefault(note, at)
    links: dict[tuple[str, int], str] = {}
    for at, other in (to | first).items():
        (file, found, number), page = places[at], places[other][0]
        which = notes[number].index(at if at in first else other)
        own = f"fotnot-{number}" + (f"-{which + 1}" if which else "")
        id_, leads = (f"#{own} ", f"{own}-i-texten") if at in first else ("", own)
        if first.get(other) == at:
            id_ = f"#{own}-i-texten "
        about = ("backlink", ", tillbaka till texten") if at in first else ("noteref", "")
        there = "" if page == file else posixpath.basename(page)
        links[file, found.start()] = (
            f'<sup data-editorial="">[{number}]({there}#{leads}){{ {id_}role="doc-{about[0]}"'
            f' aria-label="Fotnot {number}{about[1]}" }}</sup>'
        )

    def written(file: str, found: re.Match[str]) -> str:
        alone = f'<sup data-editorial="">{found["linked"] or found["plain"]}</sup>'
        return found[0] if found["area"] else links.get((file, found.start()), alone)

    return {f"docs/{file}": PLACE.sub(partial(written, file), text) for file, text in texts.items()}
