"""Whatever signs stand in the data, in what a page says of itself or in the menu: a reader sees them
as they were written, and no browser takes them for markup."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from strategysite.build.site import build_site
from strategysite.checks import telling
from strategysite.checks.run import check
from strategysite.parsing.yaml import Document, KeyPath, read_yaml
from strategysite.problems import report
from tests.small import SOUND_DAY, add_code, append, change, copy_sound

pytestmark = pytest.mark.slow  # builds a site
MARKUP = """ '"><b data-x &copy"""
# What other rows name it by, or compare with the adopted document: a change is told at those.
NAMES = re.compile(
    r"(metadata \d|actors \d name|actors \d abbreviation|abbreviations \d short|languages \d code).*"
)
OF_A_PAGE = re.compile(r"(?<=\n)(title|description): (.*)")
MENU_ENTRY = re.compile(r"(?<=- )([^\s:\"][^:\n]*)(?=:( [\w/-]+\.md)?\n)")


def read(project: Path, file: str) -> Document:
    """Returns a data file."""
    document, problems = read_yaml(project, file)
    assert document and not problems
    return document


def with_markup(sound: Path, file: str, kept: dict[KeyPath, str]) -> str:
    """Returns a file of the sound project's data with MARKUP, and braces, after these texts."""
    document, lines = read(sound, file), (sound / file).read_text("utf-8").split("\n")
    for own in sorted(kept, key=lambda own: document.place(*own), reverse=True):
        place = document.place(*own)
        line, start = lines[place.line - 1], place.column - 1
        words = json.dumps(f"{kept[own]}{MARKUP}{{{{x}}}}", ensure_ascii=False)
        lines[place.line - 1] = line[:start] + words + line[start + place.length :]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def project(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with MARKUP wherever a text may have it: what the checks refuse (an id, a day,
    an address, the adopted wording) is as it was."""
    project = copy_sound(tmp_path_factory.mktemp("marked") / "project")
    texts = {
        (file := path.relative_to(sound).as_posix()): {
            own: words
            for own, words in read(sound, file).texts()
            if not NAMES.fullmatch(" ".join(map(str, own)))
        }
        for path in sorted((sound / "data").rglob("*.yaml"))
    }
    for _ in range(9):  # what is refused may have hidden what else would be
        for file, kept in texts.items():
            (project / file).write_text(with_markup(sound, file, kept), "utf-8")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(telling, "ALL_OVER", 10**6)  # each where it is
            problems = check(project, SOUND_DAY).problems
        if not problems:
            break
        told = {(one.place.file, one.place.line, one.place.column) for one in problems}
        for file, kept in texts.items():
            document = read(project, file)
            places = {own: document.place(*own) for own in kept}
            refused = {own for own, at in places.items() if (file, at.line, at.column) in told}
            rows = {line for name, line, _ in told if name == file}
            rows -= {places[own].line for own in refused}  # there it was one of them, here any
            texts[file] = {
                own: words
                for own, words in kept.items()
                if own not in refused and places[own].line not in rows
            }
    assert not problems, report(problems, project)
    assert sum(map(len, texts.values())) > 230  # fields and labels
    assert sum(len(kept) for file, kept in texts.items() if "/translations/" in file) > 150
    name = json.dumps(f"Byn{MARKUP}{{{{x}}}}")
    append(project, "data/municipality.yaml", f"name: {name}\nsite_address: https://example.org/\n")
    for path in (project / "docs").rglob("*.md"):
        text = OF_A_PAGE.sub(
            lambda row: f"{row[1]}: {json.dumps(row[2] + MARKUP, ensure_ascii=False)}",
            path.read_text("utf-8"),
        )
        path.write_text(text, "utf-8")
    title = json.dumps(f"Lagar{MARKUP}", ensure_ascii=False)
    change(project, "docs/kunskap/lagar.md", title, "1801")  # a number to any reader of YAML
    menu = project / "mkdocs.yml"
    head, nav, entries = menu.read_text("utf-8").partition("\nnav:")
    menu.write_text(
        head + nav + MENU_ENTRY.sub(lambda row: json.dumps(row[1] + MARKUP), entries), "utf-8"
    )
    change(project, "mkdocs.yml", "Lugnt bibliotek", json.dumps("Lugnt" + MARKUP))
    problems = build_site(add_code(project), SOUND_DAY, project / "site")
    assert not problems, report(problems, project)
    return project


def pages(project: Path) -> Iterator[tuple[str, bytes]]:
    """Yields every page of the site, those in the course's packages too."""
    for path in sorted((project / "site").rglob("*")):
        if path.suffix == ".html":
            yield path.relative_to(project).as_posix(), path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    if name.endswith(".html"):
                        yield f"{path.name}/{name}", package.read(name)


def test_no_value_becomes_markup_on_any_page(project: Path) -> None:
    for name, content in pages(project):
        page: Any = html.document_fromstring(content.decode("utf-8"))
        assert not page.xpath("//*[@data-x]"), name
        odd = [key for one in page.iter() for key in one.attrib if re.search(r"[^a-z0-9:-]", key)]
        assert odd == [], name


def test_every_value_is_seen_as_it_was_written(project: Path) -> None:
    """Escaped once, not twice, in texts and in what a screen reader says."""
    for name, content in pages(project):
        page: Any = html.document_fromstring(content.decode("utf-8"))
        for script in page.xpath("//script | //style"):
            script.getparent().remove(script)
        seen = page.xpath("//text() | //@*")
        assert not [words for words in seen if re.search(r"&(lt|#|quot|amp;)", words)], name
        assert any(MARKUP in words for words in seen), name


def test_the_frame_says_the_words_of_data_menu_and_page_as_they_were_written(project: Path) -> None:
    page: Any = html.parse(project / "site/hjalp/index.html")
    year: Any = html.parse(project / "site/kunskap/lagar/index.html")
    assert year.xpath("string(//title)").startswith("1801 – ")
    title, whose = page.xpath("string(//title)").split(" – ")
    assert title == f"Vem svarar på frågor?{MARKUP}"
    assert whose == f"Byn{MARKUP}{{{{x}}}}"
    assert page.xpath("string(//a[@data-exit])") == f"Lämna sidan{MARKUP}{{{{x}}}}"
    assert page.xpath("//a[@data-exit]/@data-loading") == [f"Sidan lämnas.{MARKUP}{{{{x}}}}"]
    assert page.xpath("//nav[ul[@class='languages']]/@aria-label") == [f"Språk{MARKUP}{{{{x}}}}"]
    (described,) = page.xpath("//meta[@name='description']/@content")
    assert described.endswith(MARKUP)
    menu = "".join(page.xpath("//details[@class='menu']//a/text()"))
    assert f"Planen{MARKUP}Uppföljning{MARKUP}" in menu


def test_the_feed_and_the_course_packages_are_whole(project: Path) -> None:
    for path in (project / "site").rglob("*.xml"):
        assert etree.parse(path).find(".//*[@data-x]") is None, path
    for path in (project / "site").rglob("*.zip"):
        with zipfile.ZipFile(path) as package:
            etree.fromstring(package.read("imsmanifest.xml"))
