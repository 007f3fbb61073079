"""Reads the cases in tests/broken/*.txt: the sound project (tests/sound), one edit that breaks it,
and exactly what the editor is told.

    === A sentence that names the case
    @ data/contacts.yaml
    -     audience: "alla"
    + \taudience: "alla"
    >>>
    data/contacts.yaml:22:1: en tabb i indraget
    …

A line with ~ moves a file ("~ docs/a.md docs/b.md"), or, with one name, takes it away.
The lines after - are replaced, where they first stand, by those after +; without - the lines are
added last. In the new lines \\t and \\u00a0 stand for signs that can't be seen. Nothing after >>>
means that the edit is accepted.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from strategysite.checks.run import check
from strategysite.data.model.contacts import Contact
from strategysite.macros import views
from strategysite.macros.registry import BLOCKS, INLINES
from tests.small import SOUND_DAY

# Eight points by eight, all black.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000008000000080800000000e164e1570000000c4944415478da6360a00e0000004800011045efd20000000049454e44ae426082"
)
assert views.__all__  # importing them registers the macros
BROKEN = Path(__file__).parent / "broken"
# Lists that grow with the site stand in the cases as one word.
GROWING = {
    "(ALL MACROS)": ", ".join(sorted([*BLOCKS, *INLINES], key=str.casefold)),
    "(ALL KEYS OF A CONTACT)": ", ".join(
        sorted(key for key in Contact.model_fields if key != "origin")
    ),
}


@dataclass
class Edit:
    """Lines of one file, and the lines that take their place."""

    file: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    moves: bool = False

    def apply(self, root: Path) -> None:
        """Changes the file under `root`; a file that is not there is made."""
        if self.moves:
            old_name, _, new_name = self.file.partition(" ")
            (root / new_name).parent.mkdir(exist_ok=True)
            (root / old_name).rename(root / new_name if new_name else root.with_name("away"))
            return
        path = root / self.file
        text = path.read_text("utf-8") if path.is_file() else ""
        old, new = ("".join(f"{line}\n" for line in lines) for lines in (self.old, self.new))
        if old:
            at = f"\n{text}".find(f"\n{old}")
            assert at >= 0, f"{self.file} does not have:\n{old}"
            text = text[:at] + new + text[at + len(old) :]
        else:
            text += new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


@dataclass
class Case:
    """A broken input: its name, its edits, and the report without its last line."""

    name: str
    edits: list[Edit] = field(default_factory=list)
    said: str = ""


def cases(family: str) -> list[Case]:
    """Returns the cases of tests/broken/`family`.txt."""
    found: list[Case] = []
    saying = False
    for line in (BROKEN / f"{family}.txt").read_text("utf-8").split("\n"):
        if line.startswith("=== "):
            found.append(Case(line[4:]))
            saying = False
        elif line == ">>>":
            saying = True
        elif not found:
            continue  # what the file says of itself
        elif saying:
            found[-1].said += f"{line}\n"
        elif line.startswith("~ "):
            found[-1].edits.append(Edit(line[2:], moves=True))
        elif line.startswith("@ "):
            found[-1].edits.append(Edit(line[2:]))
        elif line[:1] in ("-", "+"):
            lines = found[-1].edits[-1].old if line[0] == "-" else found[-1].edits[-1].new
            lines.append(_visible(line[2:]))
    for case in found:
        case.said = case.said.strip("\n")
        for short, whole in GROWING.items():
            case.said = case.said.replace(short, whole)
    return found


def _visible(line: str) -> str:
    return re.sub(
        r"\\u([0-9a-f]{4})|\\t", lambda match: chr(int(match[1], 16)) if match[1] else "\t", line
    )


def said(root: Path) -> list[str]:
    """Returns each problem as "file:line:column: what | the mend"."""
    problems = sorted(set(check(root, SOUND_DAY).problems))
    return [f"{p.place.file}:{p.place.line}:{p.place.column}: {p.what} | {p.fix}" for p in problems]
