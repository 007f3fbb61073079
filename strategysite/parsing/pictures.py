"""Reads a picture of pixels, and makes of it what is published: the right way up, no larger than a
page can use, and without what a camera or a program has written into it."""

import contextlib
import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from strategysite.parsing.files import ELSEWHERE, PICTURE, what_it_is
from strategysite.parsing.text import spaced
from strategysite.problems import decimal

Image.MAX_IMAGE_PIXELS = None  # it would warn in English; _made_of judges
LONGEST_SIDE = 1600  # pixels; twice the column, for sharp screens
MOST_PIXELS = 50_000_000  # read into memory at four bytes each; a phone takes 12 to 50 million
LARGEST_PUBLISHED = 500_000  # bytes; on a slow phone that is already seconds
# How the library names what it reads, and how files of that kind end. Telephones write MPO: a JPEG
# with more pictures after the first.
ENDINGS = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "WEBP": (".webp",),
}
RASTER = {ending for endings in ENDINGS.values() for ending in endings}
READABLE = "Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG."
FETCH_AGAIN = "Filen är ingen bild. Hämta bilden igen, där den finns."
SMALLER = "Minska bilden till högst 1 600 punkters bredd och spara den igen."
SETTINGS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"optimize": True, "progressive": True},
    "WEBP": {"method": 6},
}
# Of what may lose something: the second where the first gives more than is published, as it does
# of a photograph full of leaves or grass.
QUALITIES = ({"quality": 82}, {"quality": 60})
# What is published of one: its bytes, the same each time, and its size in pixels.
Picture = tuple[bytes, tuple[int, int]]


@dataclass(eq=False)
class NotUsable(ValueError):
    """Why a file can't be published as a picture: `what` is wrong, and the `fix`."""

    what: str
    fix: str


def published(path: Path) -> Picture:
    """Returns what is published of the PNG, JPEG or WebP at `path`. Raises NotUsable."""
    stat = path.stat()
    return _published(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=100)  # half a megabyte each at most
def _published(path: Path, _changed: int, _size: int) -> Picture:
    return made_of(path.read_bytes(), path.name)


def made_of(content: bytes, name: str = "") -> Picture:
    """Returns what is published of a picture that is held already, in a file called `name` or in
    none. Raises NotUsable."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as image:
            return _made_of(image, content, Path(name))
    except NotUsable:
        raise
    except Exception as error:  # whatever the readers of each format raise
        raise NotUsable(*unreadable(content)) from error


def unreadable(content: bytes) -> tuple[str, str]:
    """Returns (what, fix) for what is no picture, or a part of one."""
    thing = what_it_is(content)
    if not content or thing in ELSEWHERE:
        return f"är {thing[0]}" if thing else "är tom", FETCH_AGAIN
    what = f"är {thing[0]}" if thing and thing != PICTURE else "går inte att läsa som bild"
    return what, READABLE


def _made_of(image: Image.Image, content: bytes, name: Path) -> Picture:
    endings = ENDINGS.get(image.format or "")
    if endings is None:
        raise NotUsable(f"är en bild av slaget {image.format}", READABLE)
    if name.suffix and name.suffix.lower() not in endings:
        fix = f'Döp om filen till "{name.stem}{endings[0]}", här och där bilden visas.'
        raise NotUsable(f"är en bild som ska heta något på {endings[0]}", fix)
    if image.width * image.height > MOST_PIXELS:
        size = f"{spaced(image.width)} × {spaced(image.height)}"
        raise NotUsable(f"är {size} punkter, fler än som kan läsas", SMALLER)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        fix = "Spara den som en stillbild. Det som rör sig stör den som läser."
        raise NotUsable("rör sig", fix)
    lossless = image.format == "WEBP" and b"VP8L" in content
    made = _plain(image)
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    # As the JPEG was saved, where nothing else has changed: it is not made worse once more.
    tries: list[dict[str, Any]] = [{"quality": "keep"}] if made is image else []
    tries += [{"lossless": True}] if lossless else QUALITIES if kind != "PNG" else [{}]
    for quality in tries:
        made.save(written := BytesIO(), kind, **SETTINGS[kind], **quality)
        if len(written.getvalue()) <= LARGEST_PUBLISHED:
            return written.getvalue(), made.size
    size = decimal(ceil(len(written.getvalue()) / 1e5) / 10)  # not the most itself, when rounded
    photo = "Är den ett foto? Spara den som JPEG. " if kind == "PNG" or lossless else ""
    fix = f"{photo}Minska den, till exempel till 800 punkters bredd, och spara den igen."
    raise NotUsable(f"blir {size} MB, högst 0,5 MB publiceras", fix)


def _plain(image: Image.Image) -> Image.Image:
    """Returns the picture turned, in the colours of the web and small enough; `image` itself, a
    JPEG, where it was so. Nothing is left that was written into it beside the picture."""
    if max(image.size) > LONGEST_SIDE:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read smaller from the start
    turned = image.getexif().get(0x0112, 1) != 1  # Exif 2.32, 4.6.4: Orientation
    profile = image.info.get("icc_profile")
    image.load()
    made = image
    if image.format != "JPEG" or turned or profile or image.mode not in ("L", "RGB"):
        made = ImageOps.exif_transpose(image)
        if made.mode == "P" and (profile or max(made.size) > LONGEST_SIDE):
            made = made.convert("RGBA" if "transparency" in image.info else "RGB")
        made = _in_srgb(made, profile)
    if max(made.size) > LONGEST_SIDE:
        made = made.copy()
        made.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    made.info = {key: value for key, value in made.info.items() if key == "transparency"}
    return made


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A profile is left out too: what it says of the colours is done to them."""
    # One that can't be used browsers would leave as well.
    with contextlib.suppress(ImageCms.PyCMSError, OSError):
        if profile and image.mode in ("RGB", "RGBA", "CMYK"):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                mode = "RGB" if image.mode == "CMYK" else image.mode
                srgb = ImageCms.createProfile("sRGB")
                image = ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    return image.convert("RGB") if image.mode == "CMYK" else image
