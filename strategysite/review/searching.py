"""Why the search answers as it does, for editors who teach it words."""

from collections.abc import Mapping

from strategysite.data.addresses import link_url
from strategysite.data.facts import Facts
from strategysite.problems import decimal
from strategysite.search.ranking import Search, joined
from strategysite.search.words import words

SHOWN = 5
NO_HOME = "inga än, gör en ny post i data/search/"
_ADVICE = """Fel ordning? Skriv frågan under words i posten som leder rätt, och kör kommandot igen.
En fråga som står där kommer alltid först på sin sida."""


def explain(facts: Facts, files: Mapping[str, bytes], query: str) -> str:
    """Returns the first results of a query as Swedish text: whom it shows to ring, how well each
    answers, the questions that are like it, and where words for it are written. `files` are those
    of the finished site."""
    search = Search(files)
    found = search.find(query)
    numbers = [f"{name} {number}" for name, number, *_ in search.numbers(query, found)]
    rung = f"Ovanför träffarna: {' · '.join(numbers) or 'inga nummer'}"
    if not found:
        return f"Inga träffar för ”{query}”.\n{rung}\n\n{_ADVICE}"
    homes = {
        link_url(entry.to): facts.place(entry, "to") for entry in reversed(facts.search_entries)
    }
    written = {joined(words(text)): text for entry in facts.search_entries for text in entry.asked}
    lines = [f"{len(found)} träffar för ”{query}”:", rung, ""]
    for number, one in enumerate(found[:SHOWN], 1):
        lines.append(f"{number}. /{one.address}  {_number(one.score)} poäng")
        lines += [f"   {_number(one.asked)} för frågor som liknar:"] if one.asked else []
        lines += [
            f"     ”{written.get(question, question.strip())}”, lik till {near:.0%}"
            for near, question in one.questions
        ]
        lines.append(f"   {_number(one.score - one.asked)} för det som sidan säger")
        # Of the heading, or else of its page.
        home = homes.get(one.address) or homes.get(one.page)
        place = f"{home.file}, rad {home.line}" if home else NO_HOME
        lines.append(f"   Ord för sidan: {place}")
    return "\n".join([*lines, "", _ADVICE])


def _number(value: float) -> str:
    return decimal(f"{value:.2f}")
