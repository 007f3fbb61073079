"""What an address on the web may be: one that leads where it seems to lead, and tells nobody who
followed it."""

import re
from urllib.parse import parse_qs, urlsplit

# A name in letters that a Swedish keyboard has: any other may be there to look like one of them.
OTHER_SIGN = re.compile(r"[^a-z0-9.:\-åäöéü]")
COMPUTER = re.compile(r"(.*\.)?(localhost|0x[0-9a-f]*|\d+)|.*:.*")
# What advertisements, search engines and mail programs add, to know who came.
TRACKING = re.compile(
    r"((utm|mtm|pk|hsa)_\w+|_?(fb|g|dc|ms|y|tw|tt)clid|[gw]braid|igsh(id)?|mc_[ce]id|_hs(enc|mi)"
    r"|_g[al]|mkt_tok|vero_id|oly_(enc|anon)_id|srsltid|li_fat_id)(=|$)",
    re.IGNORECASE,
)
STAFF_ONLY = (".sharepoint.com", ".onedrive.live.com", ".1drv.ms")


def deceit(address: str) -> tuple[str, str] | None:
    """Returns (what, fix) for a web address that does not lead where it seems to, or that tells who
    follows it; `what` goes on after the address. None for any other.

    Raises ValueError for what is no address.
    """
    parts = urlsplit(address)
    if "@" in parts.netloc:
        fix = "Webbplatsen är det som står efter @. Skriv adressen utan det som står före."
        return "har något före @", fix
    labels = (parts.hostname or "").rstrip(".").split(".")
    name = ".".join(  # "xn--…" is how a name with other signs is sent
        label.encode().decode("idna") if label.startswith("xn--") else label for label in labels
    )
    if odd := OTHER_SIGN.search(name):
        what = f'har ett tecken som kan förväxlas med ett annat: "{odd[0]}" (U+{ord(odd[0]):04X})'
        return what, "Skriv webbplatsens namn för hand, med tangentbordets bokstäver."
    if COMPUTER.fullmatch(name):
        return "leder till en enskild dator", "Skriv webbplatsens namn, till exempel polisen.se."
    if f".{name}".endswith(".safelinks.protection.outlook.com"):
        meant = parse_qs(parts.query).get("url", [""])[0]
        return "går genom Outlook, som ser vem som trycker", f"Skriv den riktiga adressen: {meant}"
    if f".{name}".endswith(STAFF_ONLY):
        fix = "Lägg ut dokumentet där alla når det, och länka dit."
        return "leder till en fil som bara kommunens personal når", fix
    added = [part for part in f"{parts.query}&{parts.fragment}".split("&") if TRACKING.match(part)]
    if added:
        query, fragment = (
            "&".join(part for part in whole.split("&") if part not in added)
            for whole in (parts.query, parts.fragment)
        )
        clean = parts._replace(query=query, fragment=fragment).geturl()
        return f'har ett tillägg som spårar läsaren: "{added[0]}"', f"Skriv {clean} i stället."
    return None
