"""Says yes at the demo bank's consent page, as a visitor would: by sending its form."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2

from app.bank.errors import BankUnavailableError

_STEPS_MAX = 6
_TIMEOUT_SECONDS = 20.0


def consented_code(authorisation_url: str, *, redirect_uri: str) -> str:
    """Return the code the demo bank sends a person back with who allowed everything asked.

    :raises BankUnavailableError: if its pages do not lead back to us.
    """
    with httpx2.Client(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
        answer = client.get(authorisation_url)
        for _ in range(_STEPS_MAX):
            location = answer.headers.get("location", "")
            if location.startswith(redirect_uri):
                code = parse_qs(urlsplit(location).query).get("code", [""])[0]
                if code:
                    return code
                break
            if location:
                answer = client.get(urljoin(str(answer.url), location))
                continue
            form = _Form.of(answer.text)
            answer = client.request(
                form.method, urljoin(str(answer.url), form.action), data=form.fields
            )
    raise BankUnavailableError("The demo bank's consent page did not lead back here.")


class _Form(HTMLParser):
    """The first form of a page with what its first button sends."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.method = "POST"
        self.fields: dict[str, str] = {}
        self._is_inside = False
        self._is_done = False

    @classmethod
    def of(cls, page: str) -> "_Form":
        form = cls()
        form.feed(page)
        return form

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and not self._is_done:
            self._is_inside = True
            self.action = given.get("action", "")
            self.method = given.get("method", "get").upper()
        elif self._is_inside and "name" in given and (tag == "input" or self._is_first(tag, given)):
            self.fields[given["name"]] = given.get("value", "")

    def _is_first(self, tag: str, given: dict[str, str]) -> bool:
        return tag == "button" and given["name"] not in self.fields

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._is_inside:
            self._is_inside, self._is_done = False, True
