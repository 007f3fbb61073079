"""A page that stays, with what a new version of the document says set in."""

import pytest

from strategysite.editing.succession.passages import bare, merged

NOTE = 'Redaktionens ord.\n{ data-editorial="" }'


def page(*passages: str) -> str:
    """The text of a page."""
    return "\n" + "\n\n".join(passages) + "\n"


@pytest.mark.parametrize(
    ("ours", "new", "wanted"),
    [
        (("Ett *två*", NOTE), ("Ett två",), ("Ett *två*", NOTE)),
        (("Ett två", NOTE, "Tre"), ("Ett fem", "Tre"), ("Ett fem", NOTE, "Tre")),
        (("Ett två", NOTE, "Tre"), ("Tre",), (NOTE, "Tre")),
        (("Ett", NOTE), ("Ett", "Nytt"), ("Ett", NOTE, "Nytt")),
        (("Ett två", NOTE), ("Ett fem", "Nytt"), ("Ett fem", "Nytt", NOTE)),
        (("| Ett | två |\n|---|---|\n| Tre | |",), ("Ett", "två", "Tre"), None),
        (("# Ett\nTvå\n{{ goals('a') }}\nTre",), ("# Ett", "Två", '{{ goals("a") }}', "Tre"), None),
        (('{{ goals("a") }}', "{{ remarks() }}"), (), ("{{ remarks() }}",)),
        (("### Ett { #eget }", "Två"), ("## Fem { #fem }", "Två"), ("### Fem { #eget }", "Två")),
        (("### Ett { #eget }", "Två"), ("## Tre { #tre }", "Två"), ("## Tre { #tre }", "Två")),
        (("## 1. Tre { #a }",), ("## 2. Tre { #ett }",), ("## 2. Tre { #a }",)),
        (("1. Ett\n2. Två",), ("3. Ett\n4. Två",), ("3. Ett\n4. Två",)),
        (("Ett två",), ("> Ett två",), ("> Ett två",)),
        (("### Ett två { #e }",), ("## Ett två { #f }",), None),
        (("### Sex { #e }", "Ett"), ("## Sex { #f }", "Ett"), ("## Sex { #e }", "Ett")),
        (("### Sex { #e }", "Ett"), ("Sex", "Ett"), ("Sex", "Ett")),
        (("Sex", "Ett"), ("- Sex", "Ett"), ("- Sex", "Ett")),
        (("* Sex", "Ett"), ("- Sex", "Ett"), None),
        (
            ("![Träd](../images/a-1.png)",),
            ("![Träd](../images/b-1.png)",),
            ("![Träd](../images/b-1.png)",),
        ),
    ],
)
def test_what_says_the_same_stays_and_so_does_what_is_the_editors_own(
    ours: tuple[str, ...], new: tuple[str, ...], wanted: tuple[str, ...] | None
) -> None:
    """What is of the document gives its place to what is new; None where nothing is. What is a
    heading or an item on the page is one, but where the document makes it something else."""
    said = "Ett två Tre Ett Två ! Träd Sex Ett"
    renamed = {"Ett": "Fem", "Tre": "Tre", "Sex": "Sex"}
    assert merged(page(*ours), "\n\n".join(new), said, renamed, {"Sex"}) == page(*(wanted or ours))


@pytest.mark.parametrize(
    "number", ["1. ", "a) ", "    ii. ", "B) ", "(3) ", "- 4. ", "- 1.1 ", "- "]
)
def test_an_item_says_the_same_whatever_its_number(number: str) -> None:
    """The document has it among the words, and a page beside them."""
    assert bare(f"{number}Ring polisen") == bare("1. Ring polisen") == "Ring polisen"
