"""QR codes of lasting addresses, for paper: files beside a page, which a browser loads when the page is printed.

In: a page's links, and which entries it asks for. Out: an image for each, and its file. Inside the page, a code would
be a kilobyte that no reader on a screen sees, and that no compression makes smaller. How a code is drawn, `pictures`
knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.pictures.qr import qr_svg
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import url_of
from patternloom.text.escape import Written, address, attribute

# Without a script, browsers load it at once; with one, when it is about to be seen: on paper.
_IMAGE = Written('<img src="{source}" alt="{name}" loading="lazy">')


class Codes:
    """The codes of one page."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[str, Written] = {}

    def shown(self, id: str) -> Written | None:
        """An entry's lasting address as an image; None where the site has no address, or one too long for a code."""
        links = self._links
        told = links.lasting_address(id)
        code = qr_svg(told) if links.plan.site_url else None
        if code is None:
            return None
        self._made[id] = code
        name = links.t.qr_code.format(address=told)
        return _IMAGE.format(source=address(f"{links.beside}{_file(id)}"), name=attribute(name))

    def files(self) -> Iterator[File]:
        """What lies beside the page."""
        folder = url_of(self._links.path)
        for id, code in self._made.items():
            yield File(f"{folder}{_file(id)}", f"{code}\n".encode(), language=self._links.language)


def _file(id: str) -> str:
    return f"qr-{id}.svg"
