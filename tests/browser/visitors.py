"""People at their browsers: how they come in, and what their pages may complain of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.world import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Dialog,
        FilePayload,
        Page,
    )

HEIGHT = 900
_ANSWER = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
_NO_CONNECTION = re.compile(r"Failed to load resource: net::ERR_")
_GUARD = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# A form that wants more from the person is drawn again with this status.
FORM_WITH_ERRORS = 422


class Visitors:
    """Opens browsers for different people, and notes what goes wrong in them."""

    def __init__(self, browser: Browser, address: str, patience: int) -> None:
        self.complaints: list[str] = []
        self.asked_before_leaving = 0
        self.expected = {FORM_WITH_ERRORS}
        self._away = False
        self._browser, self._address, self._patience = browser, address, patience
        self._contexts: list[BrowserContext] = []

    def arrive(
        self, *, width: int = 1280, dark: bool = False, scripts: bool = True, zone: str = "UTC"
    ) -> Page:
        """A page in a new browser, at no address yet; `zone` is where its clock stands."""
        context = self._browser.new_context(
            base_url=self._address,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id=zone,
        )
        context.set_default_timeout(self._patience)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", self._answer)
        self._contexts.append(context)
        return context.new_page()

    def log_in(self, name: str, **browser: Any) -> Page:
        """The page of a person who has just come in, in a browser as `arrive` takes it."""
        page = self.arrive(**browser)
        # The door that the page knocks at, without drawing it: the log-in has its own tests.
        door = page.context.request
        guard = _GUARD.search(door.get("/login").text())
        assert guard is not None
        answer = door.post(
            "/login", form={"csrf_token": guard[1], "name": name, "password": PASSWORD}
        )
        assert answer.url.removesuffix("/") == self._address
        page.goto("/")
        return page

    def expect_answers(self, *statuses: int) -> None:
        """Answers of these statuses are no fault in this test."""
        self.expected.update(statuses)

    def expect_no_connection(self) -> None:
        """In this test the server is away for a while."""
        self._away = True

    def leave(self) -> None:
        """Close all browsers."""
        for context in self._contexts:
            context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self._away and _NO_CONNECTION.match(message.text):
            return
        answer = _ANSWER.match(message.text)
        if answer is None or int(answer[1]) not in self.expected:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _answer(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            self.asked_before_leaving += 1
        else:
            self.complaints.append(f"a script asked: {dialog.message}")
        dialog.accept()


def give_name_and_password(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill in the log-in form and send it."""
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def file(name: str, data: bytes) -> FilePayload:
    """A file as a person chooses it in a form."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}
