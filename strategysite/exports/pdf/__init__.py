"""PDF for who keeps a document or hears it read: a Typst template in this folder, filled from a
model. PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), in Typst's own fonts."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from strategysite.parsing.git import commit_stamp

HERE = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


class NoGlyph(Exception):
    """A `sign` of the text is in none of Typst's fonts, so that a PDF could not say it."""

    def __init__(self, sign: str) -> None:
        super().__init__(f'tecknet "{sign}" finns inte i PDF-filens typsnitt')
        self.sign = sign


def pdf(template: str, model: dict[str, Any]) -> bytes:
    """Returns the PDF that `template`, a file in this folder, makes of `model`, which has what
    document.typ asks for. The same model gives the same bytes.

    Raises NoGlyph; and typst.TypstError when the template does not fit, or when what it makes would
    not be accessible.
    """
    try:
        return typst.compile(
            HERE / template,
            root=HERE,
            font_paths=typst.Fonts(include_system_fonts=False),
            sys_inputs={"model": json.dumps(model, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=commit_stamp(),
        )
    except typst.TypstError as error:
        if found := re.search(r'the text `"(.*?)"` could not be displayed', str(error)):
            raise NoGlyph(found[1]) from error
        raise
