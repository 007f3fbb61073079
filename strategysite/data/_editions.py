"""The two editions of SCORM that the course is packed for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """An edition: the number its page and file name carry, what a person calls it, and the template of its manifest."""

    key: str
    title: str
    manifest: str

    @property
    def file(self) -> str:
        """The name of the package."""
        return f"grundutbildning-scorm-{self.key}.zip"


EDITIONS = (
    Edition("1.2", "SCORM 1.2", "scorm/manifest-1.2.xml.jinja"),
    Edition("2004", "SCORM 2004, fjärde utgåvan", "scorm/manifest-2004.xml.jinja"),
)
SUSPEND_DATA = 4096  # characters that SCORM 1.2 gives a course for what it remembers
