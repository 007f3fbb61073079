"""Tables as a screen reader hears them on a phone, where a row is drawn as a card.

Asks the browser's own tree of a page, which heeds the style sheet; the markup alone would tell
nothing.
"""

from collections import Counter
from collections.abc import Iterable

from playwright.sync_api import Browser

from tests.audit.visiting import tab

ROLES = {"table": ["table"], "tr": ["row"], "th": ["rowheader", "columnheader"], "td": ["cell"]}


def lost(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns the parts of tables that are heard as something else."""
    found = []
    with tab(browser) as page:
        tree = page.context.new_cdp_session(page)
        for address in addresses:
            page.goto(url + address)
            nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
            heard = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
            for part, roles in ROLES.items():
                written, kept = page.locator(part).count(), sum(heard[role] for role in roles)
                if written != kept:
                    found.append(f"{address}: {written} <{part}>, heard as {roles[0]}: {kept}")
    return found
