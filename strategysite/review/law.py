"""Lists every Swedish sentence of ours that speaks of law: only a lawyer can say if it is right."""

import re
from collections.abc import Iterator
from html import unescape

from strategysite.data.facts import Facts, data_file
from strategysite.macros.templating import TEMPLATES
from strategysite.pages.reading import Page
from strategysite.parsing.tables import table
from strategysite.parsing.text import without
from strategysite.problems import Place
from strategysite.review.kinds import Finding

_TABLE = table(__file__)
LAW_WORDS = re.compile("|".join(_TABLE["words"]), re.IGNORECASE)
DATA: dict[str, list[str]] = _TABLE["data"]  # files, and the keys in them, where not all are
FOR_EDITORS = "editors_note"  # reaches no public page
SENTENCE_ENDS = re.compile(r"(?<=[.?!])(?<!kap\.)\s+(?=[A-ZÅÄÖ*”\[])")
CITING = re.compile(r"\{\{\s*source\([^)]*\)\s*\}\}")
MARK = re.compile(r"^\s*(?:-|\d+\.|>|#+)\s+")
TAG = re.compile(r"<[^>]*>|\{%.*?%\}")
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
SIGNS = [(re.compile(pattern), instead) for pattern, instead in _TABLE["instead"].items()]


def law_sentences(facts: Facts, pages: dict[str, Page]) -> list[Finding]:
    """Returns each sentence that has one of LAW_WORDS, or stands in a row that leans on a law.

    Looks at our own Swedish pages, headings too, at the texts of DATA and at the macros' templates.
    The adopted text is not ours to word, and a translation says what its Swedish says.
    """
    sources = facts.sources.sources if facts.sources else ()
    laws = {source.id for source in sources if source.is_law}
    leaning = set()
    for page in pages.values():
        for said in page.said:
            if said.name == "source" and laws & {said.given["own"], *said.given["more"]}:
                leaning.add(page.at(said.line))
    found = []
    for place, text in [*_on_pages(pages), *_in_data(facts), *_in_templates()]:
        sentences = map(_plain, SENTENCE_ENDS.split(MARK.sub("", CITING.sub("", text))))
        found += [
            Finding("law", place, place.file, sentence, "")
            for sentence in sentences
            if " " in sentence and (place in leaning or LAW_WORDS.search(sentence))
        ]
    return found


def _on_pages(pages: dict[str, Page]) -> Iterator[tuple[Place, str]]:
    for page in pages.values():
        if page.meta.lang == "sv" and page.meta.kind != "adopted":
            for number, line in enumerate(page.text.split("\n"), 1):
                yield page.at(number), line


def _in_data(facts: Facts) -> Iterator[tuple[Place, str]]:
    for name, keys in DATA.items():
        document = facts.files.get(data_file(name))
        for path, text in document.texts() if document else ():
            if path[-1] != FOR_EDITORS and (not keys or path[-1] in keys):
                yield facts.files[data_file(name)].places[path], text


def _in_templates() -> Iterator[tuple[Place, str]]:
    for path in sorted(TEMPLATES.rglob("*.html.jinja")):
        file = f"strategysite/macros/templates/{path.relative_to(TEMPLATES).as_posix()}"
        text = without(JINJA_COMMENT, path.read_text("utf-8"))
        for number, line in enumerate(text.split("\n"), 1):
            yield Place(file, number), TAG.sub(" ", line)


def _plain(sentence: str) -> str:
    """Returns a sentence without the signs of Markdown and without macros."""
    for pattern, words in SIGNS:
        sentence = pattern.sub(words, sentence)
    return " ".join(unescape(sentence).split())
