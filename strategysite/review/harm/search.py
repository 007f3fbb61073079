"""What of the search can harm: words that lead elsewhere than before, or nowhere."""

import re
from collections import defaultdict
from collections.abc import Iterator

from strategysite.data.facts import Facts
from strategysite.problems import Place, Problem, and_more
from strategysite.review.harm.words import MEANT

MOST = 3  # words that are named; so few may be gone, as they can be spelled otherwise, or shown
LOST = "finns inte längre bland sökorden"
ALARMING = "kan gälla någons liv, men leder till {}, som inte är en hjälpsida"
SHOWN = "står nu på sidan A–Ö"
SOMEBODYS = "står nu på sidan A–Ö, där alla ser att någon har frågat så"
WITHHELD = "ska visa {} först, men det numret visas inte: ingen har kontrollerat det"
PERSONAL = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)


def search_differences(old: Facts, new: Facts) -> Iterator[Problem]:
    """Yields a problem for the words of an entry that led to another page or contact before, or
    that many of are gone, or are shown among the names of things. A page that was renamed is the
    same."""
    moved = {row.old: row.new for row in new.redirected}
    before, after = (
        {asked: (one, facts.place(one)) for one in facts.search_entries for asked in one.asked}
        for facts in (old, new)
    )
    told: dict[tuple[Place, str], list[str]] = defaultdict(list)
    withheld = {one.id: one.name for one in new.services if not one.public_number}
    for asked, (was, stood) in before.items():
        now, place = after.get(asked, (None, stood))
        page, sign, heading = was.to.partition("#")
        if now is None:
            told[place, LOST].append(f'"{asked}"')
        elif now.to not in (was.to, moved.get(page), f"{moved.get(page)}{sign}{heading}"):
            told[place, f"leder nu till {now.to} (förut {was.to})"].append(f'"{asked}"')
        elif asked in now.listed and asked not in was.listed:
            told[place, SHOWN].append(f'"{asked}"')
        elif now.first != was.first:
            first = f"visar nu {now.first or 'ingen'} först (förut {was.first or 'ingen'})"
            first = WITHHELD.format(withheld[now.first]) if now.first in withheld else first
            told[place, first].append(f'"{asked}"')
    alarming = [word for one in new.languages for word in one.alarm]
    alarm = re.compile(rf"\b(?:{'|'.join(map(re.escape, alarming)) or '(?!)'})", re.IGNORECASE)
    helping = {one.page.rpartition("/")[0] for one in new.languages}
    for asked in after.keys() - before:
        now, place = after[asked]
        if now.first in withheld:
            told[place, WITHHELD.format(withheld[now.first])].append(f'"{asked}"')
        if asked in now.listed and PERSONAL.search(asked):
            told[place, SOMEBODYS].append(f'"{asked}"')
        if alarm.search(asked) and now.to.rpartition("/")[0] not in helping:
            told[place, ALARMING.format(now.to)].append(f'"{asked}"')
    for (place, what), words in told.items():
        few = len(words) <= MOST and not alarm.search(" ".join(words))
        if place.file in new.files and not (few and what in (LOST, SHOWN)):
            yield Problem(place, f"{and_more(words, MOST)} {what}", MEANT)
