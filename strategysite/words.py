"""The words that a reader sees of adopted text: all but what is marked as editorial."""

from lxml import html

from strategysite.transcript import words

# A word never goes on from one of these into the next.
BLOCKS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
}
BLOCKS |= {
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
EDITORIAL = "data-editorial"


def shown_words(markup: str | html.HtmlElement) -> list[str]:
    """Returns the words of `markup` (HTML, or an element) outside everything marked with data-editorial."""
    element = html.fragment_fromstring(markup, create_parent="div") if isinstance(markup, str) else markup
    return words("".join(_texts(element)))


def _texts(element: html.HtmlElement) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    if EDITORIAL in element.attrib or element.tag in ("script", "style", "template"):
        return [" "]
    space = [" "] if element.tag in BLOCKS else []
    parts = [*space, element.text or ""]
    for child in element:
        parts += _texts(child)
        parts.append(child.tail or "")
    return [*parts, *space]
