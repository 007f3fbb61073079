"""What must hold for data/redirects.yaml: each old address is free, and leads in one step to a page
that exists."""

from collections.abc import Iterator, Mapping

from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.data.model.redirects import Redirect
from strategysite.pages.reading import Page
from strategysite.problems import ONE_SLIP, Problem, did_you_mean


def check_redirects(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Returns the problems of every row. `pages` are those of docs/, by file, as they were
    rendered."""
    living = {page.url: page for page in pages.values()}
    seen: dict[str, Redirect] = {}
    for redirect in facts.redirects.redirects if facts.redirects else ():
        address = page_url(redirect.old)
        place = facts.place(redirect, "from")
        if address in living:
            fix = "Ta bort raden: sidan svarar själv på sin adress."
            yield Problem(
                place, f'sidan "{living[address].file}" finns och kan inte leda till en annan', fix
            )
        elif address in seen:
            fix = (
                f"Den står redan på rad {facts.place(seen[address], 'from').line}. Behåll den ena."
            )
            yield Problem(place, f'den gamla adressen "{redirect.old}" står två gånger', fix)
        seen.setdefault(address, redirect)
    for redirect in facts.redirects.redirects if facts.redirects else ():
        yield from _leads_somewhere(redirect, seen, facts, pages)


def _leads_somewhere(
    redirect: Redirect, redirects: Mapping[str, Redirect], facts: Facts, pages: Mapping[str, Page]
) -> Iterator[Problem]:
    file, _, anchor = redirect.new.partition("#")
    place = facts.place(redirect, "to")
    further = redirects.get(page_url(file))
    if file in pages:
        ids = pages[file].outline.ids
        if anchor and anchor not in ids:
            what = f'rubriken "#{anchor}" finns inte på sidan {file}'
            yield Problem(place, what, did_you_mean(anchor, ids, likeness=ONE_SLIP))
    elif further is redirect:
        yield Problem(
            place, f'"{redirect.old}" leder till sig själv', "Skriv sidan som finns i dag."
        )
    elif further is not None:
        end = _end(further, redirects)
        fix = (
            f"Skriv sidan som den leder till: {end}"
            if end.partition("#")[0] in pages
            else "Skriv sidan som finns i dag."
        )
        yield Problem(place, f'"{file}" är själv en gammal adress', fix)
    else:
        yield Problem(place, f'sidan "{file}" finns inte', did_you_mean(file, pages))


def _end(redirect: Redirect, redirects: Mapping[str, Redirect]) -> str:
    """Returns where `redirect` leads after all the steps on the way, or the last step before they
    begin anew."""
    passed = [redirect]
    while (
        further := redirects.get(page_url(passed[-1].new.partition("#")[0]))
    ) and further not in passed:
        passed.append(further)
    return passed[-1].new
