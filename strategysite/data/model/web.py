"""What an address on the web may be: one that leads where it seems to lead, and tells nobody who
followed it."""

import re
from urllib.parse import unquote, urlsplit

from strategysite.parsing.tables import table

# A name in letters that a Swedish keyboard has: any other may be there to look like one of them.
OTHER_SIGN = re.compile(r"[^a-z0-9.:\-åäöéü]")
COMPUTER = re.compile(r"(.*\.)?(localhost|0x[0-9a-f]*|\d+)|.*:.*")
# What advertisements, search engines and mail programs add, to know who came.
TRACKING = re.compile(
    r"((utm|mtm|pk|hsa)_\w+|_?(fb|g|dc|ms|y|tw|tt)clid|[gw]braid|igsh(id)?|mc_[ce]id|_hs(enc|mi)"
    r"|_g[al]|mkt_tok|vero_id|oly_(enc|anon)_id|srsltid|li_fat_id)(=|$)",
    re.IGNORECASE,
)
# What a program shows of a long address. Three full stops within a part of it may be its own.
CUT = re.compile(r"…|%E2%80%A6|(?<=/)\.{3}(?=/)|\.{3}$", re.IGNORECASE)
# The part of an address in which another stands whole.
WITHIN = re.compile(r"(?:^|&)[\w-]+=(https?(?::|%3A)(?:/|%2F){2}[^&]+)", re.IGNORECASE)
KINDS = [(re.compile("|".join(row["pattern"])), row["what"], row["fix"]) for row in table(__file__)]


def deceit(address: str) -> tuple[str, str] | None:
    """Returns (what, fix) for a web address that does not lead where it seems to, or that tells who
    follows it; `what` goes on after the address. None for any other.

    Raises ValueError for what is no address.
    """
    parts = urlsplit(address)
    if CUT.search(address):
        fix = "Kopiera hela adressen ur webbläsarens adressfält."
        return "är avkortad, så den leder inte dit", fix
    if "@" in parts.netloc:
        fix = "Webbplatsen är det som står efter @. Skriv adressen utan det som står före."
        return "har något före @", fix
    if like := re.search(r"(?<=[a-z])I(?=[a-z.])", parts.netloc):
        what = (
            f'har ett stort i (I) mitt i webbplatsens namn, efter "{like.string[: like.start()]}"'
        )
        return what, "Det ser ut som ett litet L. Skriv webbplatsens namn för hand."
    labels = (parts.hostname or "").split(".")
    name = ".".join(  # "xn--…" is how a name with other signs is sent
        label.encode().decode("idna") if label.startswith("xn--") else label for label in labels
    )
    if odd := OTHER_SIGN.search(name):
        kind = "inte kan stå i ett namn" if odd[0].isascii() else "kan förväxlas med ett annat"
        what = f'har ett tecken som {kind}: "{odd[0]}" (U+{ord(odd[0]):04X})'
        return what, "Skriv webbplatsens namn för hand, med tangentbordets bokstäver."
    if COMPUTER.fullmatch(name):
        return "leder till en enskild dator", "Skriv webbplatsens namn, till exempel polisen.se."
    if not all(labels):
        better = parts._replace(netloc=".".join(filter(None, labels))).geturl()
        return "har en punkt för mycket", f"Skriv {better} i stället."
    own = name.removeprefix("www.")
    if own.endswith(".translate.goog"):
        meant = "-".join(one.replace("-", ".") for one in labels[0].split("--"))
        what = "går genom Googles översättning, som ser vem som läser"
        return what, f"Skriv den riktiga adressen: https://{meant}{parts.path}"
    if inner := WITHIN.search(parts.query):
        who = "Outlook" if own.endswith("safelinks.protection.outlook.com") else own
        what = f"går genom {who}, som ser vem som trycker"
        return what, f"Skriv den riktiga adressen: {unquote(inner[1])}"
    for pattern, what, fix in KINDS:
        if pattern.fullmatch(own + parts.path):
            return what, fix
    added = [part for part in f"{parts.query}&{parts.fragment}".split("&") if TRACKING.match(part)]
    if added:
        query, fragment = (
            "&".join(part for part in whole.split("&") if part not in added)
            for whole in (parts.query, parts.fragment)
        )
        clean = parts._replace(query=query, fragment=fragment).geturl()
        return f'har ett tillägg som spårar läsaren: "{added[0]}"', f"Skriv {clean} i stället."
    return None
