"""The texts of a new strategy's data files: what they say of the document, and the row that tells
readers of it."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from strategysite.data.adopted import days_valid
from strategysite.data.dates import long_date
from strategysite.data.facts import (
    EDITION_FILES,
    FOLLOW_UP,
    Facts,
    data_file,
    year_file,
    year_files,
)
from strategysite.data.model.activities import WithMarks, written
from strategysite.data.model.strategy import called_in
from strategysite.editing.changing import Files, checked_text
from strategysite.editing.headers import header, with_header
from strategysite.editing.rewriting import quoted, with_pages
from strategysite.editing.succession.document import Adopted, Block, in_ranges
from strategysite.editing.succession.incoming import New
from strategysite.editing.succession.known import Row, known_by
from strategysite.editing.succession.moving import Move
from strategysite.review.strategy import row_of_news

LONGEST_LINE = 5000  # no cell of a table is written over several lines
# What the data has of the document itself, and not of what the editors know of it.
OF_THE_DOCUMENT = ("title", "period", "adopted", "validity", "metadata", "transcript")


class _Indented(yaml.SafeDumper):
    """Writes lists as the editors do, further in than the key that they belong to."""

    def expect_block_sequence(self) -> None:
        """As PyYAML has it, but never without an indent."""
        self.increase_indent()
        self.state = self.expect_first_block_sequence_item


_Indented.add_representer(Decimal, lambda dumper, number: dumper.represent_str(f"{number:f}"))
for _kind in (str, WithMarks):
    _Indented.add_representer(
        _kind,
        lambda dumper, text: dumper.represent_scalar(
            "tag:yaml.org,2002:str", written(text), style="|" if "\n" in text else None
        ),
    )


def as_yaml(data: Row) -> str:
    """Returns data as the editors write it."""
    return yaml.dump(
        data, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=LONGEST_LINE
    )


def edition_files(root: Path, move: Move, name: str, begun: Mapping[str, str]) -> Files:
    """Returns the data files of the document as they are `begun`, and those of the one before in
    the archive folder `name`, where there is to be one, with its follow-up."""
    files: Files = {}
    for part in EDITION_FILES:
        if name:
            text = with_pages(checked_text(root, data_file(part)), move.archived, move.in_archive)
            files[data_file(part, name)] = with_header(text, part, name)
        files[data_file(part)] = f"{header(part)}\n{begun[part]}"
    for file in year_files(root) if name else ():
        old = year_file(Path(file).stem, name)
        files[old], files[file] = with_header(checked_text(root, file), FOLLOW_UP, name, old), None
    return files


def strategy_text(
    new: New,
    adopted: Adopted,
    parts: Mapping[str, list[Block]],
    known: Row,
    *,
    abbreviations: list[tuple[str, str, str]],
    unread: list[str],
) -> str:
    """Returns data/strategy.yaml below its header. `known` is what the data is to have besides the
    document's own: its actors or, where the pages stay, all that the editors had. The
    `abbreviations` are those that the one before spelled out; the pages `unread` speak of it."""
    held = {"period": new.period.shown, "adopted": adopted.adopted, "validity": validity(new)}
    data: Row = {"title": adopted.title}
    data |= {key: value for key, value in held.items() if value}
    data["metadata"] = _metadata(adopted, known.get("metadata", ()))
    data |= {key: value for key, value in known.items() if key not in OF_THE_DOCUMENT}
    text = as_yaml(data)
    if abbreviations:
        text += "\n# Övertagna från det förra dokumentet. Läs dem: stämmer förklaringarna?\n"
        names = ("short", "name", "explanation")
        rows = [dict(zip(names, entry, strict=True)) for entry in abbreviations]
        text += as_yaml({"abbreviations": rows})
    transcript = _transcript(new, adopted, parts, known.get("transcript", {}))
    if unread:
        transcript["unread"] = unread
    text += "\n# Raderna i dokumentet som varje sida visar.\n"
    return text + as_yaml({"transcript": transcript})


def validity(new: New) -> dict[str, date]:
    """Returns the days that the document's own facts name; the years asked for where they name
    none, or an end before the beginning."""
    period = new.period
    first, last = days_valid(new.adopted.facts)
    if first and last and last < first:  # it was adopted so
        first = last = None
    first = first or (date(period.first, 1, 1) if period.first else None)
    last = last or (date(period.last, 12, 31) if period.last else None)
    return {"from": first, **({"to": last} if last else {})} if first else {}


def _metadata(adopted: Adopted, before: list[Row]) -> list[Row]:
    """The rows of the document's table of facts; one that says what a row `before` did is that."""
    old = {known_by(f"{row['label']} {row['value']}"): row for row in before}
    rows = [
        {**old.get(known_by(f"{label} {value}"), {"label": label, "value": value})}
        for label, value in adopted.facts
    ]
    for row in [row for row in rows if re.search("ansvar", row["label"], re.IGNORECASE)][:1]:
        row |= {"responsible": True}
    return rows


def _transcript(
    new: New, adopted: Adopted, parts: Mapping[str, list[Block]], before: Mapping[str, list[Row]]
) -> Row:
    """Which lines each page shows, and which none does; with those that the editors had left out
    `before`."""
    transcript: Row = {
        "source": new.text_file.removeprefix("data/"),
        "pages": [
            {"page": file, "lines": adopted.numbers(blocks)}
            for file, blocks in parts.items()
            if blocks
        ],
    }
    for key, replaced in (("replaced", True), ("layout", False)):
        left = [
            {"lines": lines, "reason": one.reason}
            for one in new.tidied.left_out
            if one.replaced is replaced
            for lines in in_ranges(one.lines)
        ]
        if left := [*left, *before.get(key, ())]:
            transcript[key] = left
    return transcript


def news(new: New, move: Move, facts: Facts) -> dict[str, str]:
    """Returns the row of data/changes.yaml that tells that the document has been adopted, or
    revised."""
    archived = move.front in move.archived and move.archived[move.front] not in move.pages
    before = "Den förra texten finns i arkivet." if archived else "Texten ersätter den förra."
    how = "reviderat" if new.revision else "antagit"
    said = f"Kommunen har {how} {new.adopted.title}."
    begins = validity(new).get("from", date.min)
    if begins > facts.today:
        name = called_in(new.adopted.title).capitalize()
        named, _ = days_valid(new.adopted.facts)
        day = f"den {long_date(begins)}" if named else begins.year
        said += f" {name} gäller från och med {day}."
    return {
        "id": row_of_news(new.text_file),
        "date": str(facts.today),
        "text": quoted(f"{said} {before}"),
        "page": move.front,
    }
