"""Pictures as readers get them: the right way up, small, with their size in the page, and without
what a camera or a program wrote into them."""

import base64
import functools
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image, ImageChops, ImageCms

from strategysite.build.site import build_site
from strategysite.checks.images import picture_fault, published_picture
from strategysite.checks.run import check
from strategysite.parsing.pictures import FETCH_AGAIN, NotUsable, made_of, published
from strategysite.problems import report
from tests.same_bytes import differences
from tests.small import SOUND_DAY, append, new_project

PLACE = b"Secret Street"  # what nobody should learn from a picture
ORIENTATION, MAKER, PLACE_IFD, COMMENT = 0x0112, 0x010F, 0x8825, 0x010E


def picture(kind: str, size: tuple[int, int] = (40, 20), **settings: Any) -> bytes:
    """Returns a picture whose left half is red and whose right is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.save(written := BytesIO(), kind, **settings)
    return written.getvalue()


def taken_by_a_camera(orientation: int = 1) -> Image.Exif:
    """Returns what a camera writes beside the picture: its maker, the place, which way is up."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = exif[COMMENT] = PLACE.decode()
    exif[PLACE_IFD] = {1: "N", 2: (59.0, 32.0, 0.0), 3: "E", 4: (17.0, 54.0, 0.0)}
    return exif


def noise(size: tuple[int, int]) -> Image.Image:
    """Returns a picture that can't be packed small."""
    return Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
@pytest.mark.parametrize("size", [(40, 20), (1700, 20)])
def test_nothing_is_left_that_a_camera_wrote(kind: str, name: str, size: tuple[int, int]) -> None:
    settings: dict[str, Any] = {"exif": taken_by_a_camera(), "comment": PLACE}
    if kind != "JPEG":
        settings.pop("comment")
    content = picture(kind, size, **settings)
    assert PLACE in content
    made, _ = made_of(content, name)
    with Image.open(BytesIO(made)) as image:
        assert image.format == kind
        assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & set(
            image.info
        )
    assert PLACE not in made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "shown"),
    [((2000, 1500), (1600, 1200)), ((300, 3200), (150, 1600)), ((1600, 900), (1600, 900))],
)
@pytest.mark.parametrize("name", ["JPEG a.jpg", "PNG a.png", "WEBP a.webp"])
def test_no_side_is_longer_than_1600(
    size: tuple[int, int], shown: tuple[int, int], name: str
) -> None:
    kind, file = name.split()
    made, size_made = made_of(picture(kind, size), file)
    assert size_made == shown
    with Image.open(BytesIO(made)) as image:
        assert image.size == shown


def test_a_photograph_that_lies_on_its_side_is_turned_before_the_camera_s_note_is_lost() -> None:
    made, _ = made_of(picture("JPEG", exif=taken_by_a_camera(6)), "a.jpg")  # the right side is up
    with Image.open(BytesIO(made)) as image:
        assert image.size == (20, 40)
        above, below = (image.convert("RGB").getpixel((10, at)) for at in (5, 35))
        assert isinstance(above, tuple) and isinstance(below, tuple)
        assert above[0] - above[2] > 150 and below[2] - below[0] > 150  # red over blue


def test_a_small_jpeg_is_packed_as_it_was_and_not_made_worse() -> None:
    Image.linear_gradient("L").save(written := BytesIO(), "JPEG", quality=60)
    content, made = written.getvalue(), made_of(written.getvalue(), "a.jpg")[0]
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(made)) as after:
        assert vars(before)["quantization"] == vars(after)["quantization"]
        assert ImageChops.difference(before, after).getextrema() in ((0, 0), (0, 1))


def test_what_is_seen_through_and_what_was_exact_stay_so() -> None:
    Image.new("RGBA", (9, 9), (255, 0, 0, 40)).save(clear := BytesIO(), "PNG")
    with Image.open(BytesIO(made_of(clear.getvalue(), "a.png")[0])) as image:
        assert image.convert("RGBA").getpixel((4, 4)) == (255, 0, 0, 40)
    noise((90, 90)).save(exact := BytesIO(), "WEBP", lossless=True)
    with Image.open(BytesIO(made_of(exact.getvalue(), "a.webp")[0])) as image:
        assert image.convert("RGB").tobytes() == noise((90, 90)).tobytes()


def test_the_colours_of_a_printer_become_those_of_the_web() -> None:
    Image.new("CMYK", (9, 9), (0, 255, 255, 0)).save(written := BytesIO(), "JPEG")
    with Image.open(BytesIO(made_of(written.getvalue(), "a.jpg")[0])) as image:
        assert image.mode == "RGB"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # of other colours
    made_of(picture("PNG", icc_profile=profile), "a.png")


def test_a_telephone_s_jpeg_with_a_second_picture_in_it_is_a_jpeg() -> None:
    Image.new("RGB", (9, 9)).save(
        written := BytesIO(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))]
    )
    with Image.open(BytesIO(made_of(written.getvalue(), "a.jpg")[0])) as image:
        assert image.format == "JPEG"


@pytest.mark.slow
def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")):
        content = picture(kind, (2000, 900), exif=taken_by_a_camera(3))
        assert made_of(content, name) == made_of(content, name)


def animated(kind: str) -> bytes:
    Image.new("RGB", (9, 9), "red").save(
        written := BytesIO(), kind, save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")]
    )
    return written.getvalue()


READABLE = "Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG."
SMALLER = "Minska bilden till högst 1 600 punkters bredd och spara den igen."
STILL = "Spara den som en stillbild. Det som rör sig stör den som läser."


@functools.cache
@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_photograph_full_of_detail_is_published_with_a_little_less_of_it(kind: str) -> None:
    noise((900, 900)).save(written := BytesIO(), kind, quality=95)
    assert 400_000 < len(made_of(written.getvalue())[0]) <= 500_000


def file_of_noise(kind: str, side: int = 500) -> bytes:
    noise((side, side)).save(written := BytesIO(), kind)
    return written.getvalue()


def bomb(side: int) -> bytes:
    """Returns a small file that says it is a large picture: IHDR stands at byte 12 of a PNG."""
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">II", side, side)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "bild.png",
            lambda: bomb(20_000),
            f"är 20 000 × 20 000 punkter, fler än som kan läsas | {SMALLER}",
        ),
        (
            "bild.png",
            lambda: file_of_noise("PNG")[:-90_000],
            f"går inte att läsa som bild | {READABLE}",
        ),
        ("bild.jpg", lambda: picture("JPEG")[:-40], f"går inte att läsa som bild | {READABLE}"),
        ("bild.webp", lambda: picture("WEBP")[:-9], f"går inte att läsa som bild | {READABLE}"),
        (
            "bild.png",
            lambda: b"PK\x03\x04\x14\x00\x06\x00",
            f"är ett dokument från Word eller ett liknande program | {READABLE}",
        ),
        ("bild.jpg", lambda: b"", f"är tom | {FETCH_AGAIN}"),
        ("bild.svg", lambda: b"", f"är tom | {FETCH_AGAIN}"),
        (
            "bild.jpg",
            lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n\0",
            f"är bara en hänvisning till en fil på ett annat ställe (LFS) | {FETCH_AGAIN}",
        ),
        ("bild.jpg", lambda: b"<!DOCTYPE html><html>\0", f"är en webbsida | {FETCH_AGAIN}"),
        ("bild.svg", lambda: b"%PDF-1.7\n\0", f"är ett PDF-dokument | {READABLE}"),
        ("bild.jpg", lambda: b"%PDF-1.7\nText", f"är ett PDF-dokument | {READABLE}"),
        (
            "bild.jpg",
            lambda: b"\x00\x00\x00\x18ftypheic\x00\x00",
            f"är en bild eller film som telefonen har sparat på sitt eget sätt (HEIC) | {READABLE}",
        ),
        (
            "bild.png",
            lambda: picture("JPEG"),
            'är en bild som ska heta något på .jpg | Döp om filen till "bild.jpg", här och där bilden visas.',
        ),
        (
            "bild.png",
            lambda: picture("PNG", (1, 7)),
            "är bara 1 × 7 punkter | Ingen kan se vad den visar. Spara den igen, så stor som den är.",
        ),
        ("bild.jpg", lambda: picture("GIF"), f"är en bild av slaget GIF | {READABLE}"),
        ("bild.png", lambda: animated("PNG"), f"rör sig | {STILL}"),
        ("bild.webp", lambda: animated("WEBP"), f"rör sig | {STILL}"),
        (
            "bild.png",
            lambda: file_of_noise("PNG"),
            "blir 0,8 MB, högst 0,5 MB publiceras | Är den ett foto? Spara den som JPEG. Minska den, till exempel till 800 punkters bredd, och spara den igen.",
        ),
        (
            "bild.jpg",
            lambda: file_of_noise("JPEG", 1200),
            "blir 0,6 MB, högst 0,5 MB publiceras | Minska den, till exempel till 800 punkters bredd, och spara den igen.",
        ),
    ],
    ids=lambda value: value.partition(" | ")[0] if isinstance(value, str) else "",
)
def test_a_picture_that_can_not_be_published_is_refused(
    name: str,
    content: Callable[[], bytes],
    told: str,
    broken: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (broken / "docs/images" / name).write_bytes(content())
    problems = check(broken, SOUND_DAY).problems
    assert [f"{one.what} | {one.fix}" for one in problems] == [f'bilden "{name}" {told}']
    assert " | " not in report(problems, broken).replace("\n", "")  # none of its bytes
    assert capfd.readouterr() == ("", "")


def test_a_picture_saved_as_a_page_shows_none_of_its_bytes(broken: Path) -> None:
    (broken / "docs/bild.md").write_bytes(picture("PNG"))
    assert report(check(broken, SOUND_DAY).problems, broken).split("\n")[:-1] == [
        "docs/bild.md:1:1: filen är en bild",
        "  Ska den visas på en sida? Döp om den, så att namnet slutar på .png, .jpg eller .webp. Ta annars bort den.",
    ]


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30.2 20"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  inkscape:export-filename="/home/Secret Street/bild.png"><!-- Secret Street -->
  <metadata>Secret Street</metadata><path d="M0 0"/>{}</svg>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound project whose pages show pictures, built."""
    project = new_project(tmp_path_factory.mktemp("pictures"))
    images = project / "docs/images"
    (images / "foto.jpg").write_bytes(picture("JPEG", (3000, 1500), exif=taken_by_a_camera()))
    (images / "plan.png").write_bytes(picture("PNG", (60, 30)))
    (images / "bord.svg").write_text(DRAWING.format(""), "utf-8")
    append(project, "docs/kunskap.md", '\n![Foto & "tak"](images/foto.jpg)\n')
    append(
        project, "docs/kunskap.md", '\n![Smalt](images/plan.png){ width="20" loading="eager" }\n'
    )
    append(project, "docs/kunskap.md", "\n![Bord](images/bord.svg)\n")
    append(
        project,
        "docs/om/index.md",
        '\n<img alt="Ett bord" src="../images/foto.jpg" height="300">\n',
    )
    append(project, "docs/grundutbildning/modul-1.md", "\n![Ett foto](../images/foto.jpg)\n")
    problems = build_site(project, SOUND_DAY, project / "site")
    assert not problems, report(problems, project)
    return project


def test_a_page_gives_each_picture_its_size_and_lets_it_wait(built: Path) -> None:
    pages = [html.parse(str(built / "site" / name / "index.html")) for name in ("kunskap", "om")]
    told = [dict(image.attrib) for page in pages for image in page.iter("img")]
    for image in told:
        assert re.search(r"/images/\w+\.[0-9a-f]{10}\.\w+$", image.pop("src"))
    assert told == [
        {"loading": "lazy", "width": "30", "height": "20", "alt": "Ett bord med en lampa"},
        {"loading": "lazy", "width": "1600", "height": "800", "alt": 'Foto & "tak"'},
        {"height": "10", "alt": "Smalt", "loading": "eager", "width": "20"},
        {"loading": "lazy", "width": "30", "height": "20", "alt": "Bord"},
        {"loading": "lazy", "width": "600", "alt": "Ett bord", "height": "300"},
    ]


def test_no_file_of_the_site_tells_where_a_picture_was_taken(built: Path) -> None:
    for path in (built / "site").rglob("*"):
        if path.is_file():
            assert PLACE not in path.read_bytes(), path
    packages = sorted((built / "site").rglob("*.zip"))
    assert packages
    for path in packages:
        with zipfile.ZipFile(path) as package:
            course = package.read("index.html")
        assert b'src="data:image/jpeg;base64,/9j/' in course and b"../images" not in course


def test_the_same_sources_give_the_same_pictures(built: Path, tmp_path: Path) -> None:
    assert not build_site(built, SOUND_DAY, tmp_path / "site")
    assert differences(built / "site", tmp_path / "site") == []


def test_a_photograph_within_a_drawing_is_treated_as_one(broken: Path) -> None:
    packed = base64.b64encode(picture("JPEG", exif=taken_by_a_camera())).decode()
    image = f'<image href="data:image/jpeg;base64,{packed}"/>'
    (broken / "docs/images/bord.svg").write_text(DRAWING.format(image), "utf-8")
    assert check(broken, SOUND_DAY).problems == []
    (broken / "docs/images/bord.svg").write_text(DRAWING.format(image[:400] + '"/>'), "utf-8")
    assert [one.what for one in check(broken, SOUND_DAY).problems] == [
        'bilden "bord.svg" går inte att läsa som bild'
    ]


@pytest.mark.parametrize("size", ["viewBox='0 0 1e400 nan'", "width='1.2.3' height='9'", ""])
def test_a_drawing_that_tells_no_size_is_shown_without(size: str, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' {size}/>", "utf-8")
    assert picture_fault(path) is None
    assert published_picture(path)[1] is None


def test_a_picture_is_read_anew_when_its_file_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG"))
    assert published(path)[1][0] == 40
    path.write_bytes(picture("PNG", (50, 20)))
    assert published(path)[1][0] == 50
    path.write_bytes(b"0")
    with pytest.raises(NotUsable):
        published(path)
