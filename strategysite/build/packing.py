"""Packs every text file beside itself, ready to send: Brotli for nearly all, gzip for the rest."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import brotli

# pages; the last twentieth of the size costs ten times the time, too much for a site of a thousand
# pages
MANY = 400
# RFC 1952, section 2.3: deflate, no name, no time, packed as small as can be, and no word of the
# machine, which the versions of Python spell differently.
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".yaml", ".csv", ".rdf"}


def pack(site: Path) -> None:
    """Writes .br and .gz beside each text file, without a time: same content, same bytes."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix in TEXT]
    quality = 11 if sum(path.suffix == ".html" for path in files) <= MANY else 9
    with ThreadPoolExecutor() as workers:
        packed = workers.map(lambda path: _packed(path.read_bytes(), quality), files)
        for path, (small, smaller) in zip(files, packed, strict=True):
            path.with_name(path.name + ".gz").write_bytes(small)
            path.with_name(path.name + ".br").write_bytes(smaller)


@lru_cache(maxsize=500)  # two versions that are compared have most of their files in common
def _packed(content: bytes, quality: int) -> tuple[bytes, bytes]:
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    # in blocks of 64 KB: what the index of the search has of different kinds is smaller apart
    smaller = brotli.compress(content, quality=quality, lgblock=16)
    return HEADER + packed[len(HEADER) :], smaller
