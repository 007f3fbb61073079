"""PDF for who keeps a document or hears it read: a Typst template in this folder, filled from a
model. PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), in Typst's own fonts."""

import json
from pathlib import Path
from typing import Any

import typst

from strategysite.exports.scorm.package import commit_stamp

HERE = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


def pdf(template: str, model: dict[str, Any]) -> bytes:
    """Returns the PDF that `template`, a file in this folder, makes of `model`, which has what
    document.typ asks for. The same model gives the same bytes.

    Raises typst.TypstError when the template does not fit, or when what it makes would not be
    accessible.
    """
    return typst.compile(
        HERE / template,
        root=HERE,
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"model": json.dumps(model, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=commit_stamp(),
    )
