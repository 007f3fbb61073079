"""Which telephone numbers a finished page may show: only those that somebody has confirmed."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from strategysite.data.facts import Facts
from strategysite.data.model.contacts import Phone, confirmed
from strategysite.data.phone_numbers import digits, telephone_link

NUMBER_LIKE = re.compile(r"\+?\d[\d \u00a0\u2011-]{3,}\d")
TAG = re.compile(r"<([^<>]*)>")
VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
# What is published besides pages and may hold a number: the search index, the feed, the exports.
TEXTS = {".json", ".xml", ".txt", ".csv", ".yaml", ".js", ".css", ".vcf", ".rdf"}

FaultInHtml = tuple[str, str, str]


@dataclass(frozen=True)
class Telephone:
    """The digits of numbers that nobody has confirmed; `tel:` addresses the public may see."""

    withheld: frozenset[str]
    public: frozenset[str]

    @classmethod
    def of(cls, facts: Facts) -> "Telephone":
        """Returns the numbers of all facts, sorted by whether somebody has confirmed them."""
        phones = [one.public_phone for one in (*facts.services, *facts.own.local_contacts)]
        public = {one.number for one in (*phones, confirmed(facts.own.switchboard)) if one}
        numbers = {part.number for part in facts.parts if isinstance(part, Phone)}
        withheld = {digits(number) for number in numbers - public}
        return cls(frozenset(withheld), frozenset(telephone_link(number) for number in public))

    def links(self, addresses: list[str]) -> Iterator[FaultInHtml]:
        """A link calls only a number that somebody has confirmed."""
        for address in addresses:
            if address.startswith("tel:") and address not in self.public:
                fix = "Visa numret med {{ phone() }} och kontrollera det i data/contacts.yaml."
                yield address, f'"{address}" är inget kontrollerat nummer', fix

    def shown(self, text: str) -> Iterator[FaultInHtml]:
        """No number that nobody has confirmed stands in a text, or in an attribute."""
        figures = digits(html.unescape(text))
        if not any(number.lstrip("0") in figures for number in self.withheld):
            return  # nearly always, and much faster than to look at each number
        values = ["".join(pair) for tag in TAG.findall(text) for pair in VALUE.findall(tag)]
        values = [value for value in values if not value.startswith("tel:")]
        for match in NUMBER_LIKE.finditer(html.unescape("\n".join([TAG.sub("\n", text), *values]))):
            if self.withheld & {digits(match[0]), re.sub(r"^(?:00)?46", "0", digits(match[0]))}:
                fix = "Ring numret och skriv datumet i data/contacts.yaml, eller ta bort det."
                yield match[0], f'numret "{match[0]}" visas fast ingen har kontrollerat det', fix
