"""What the browser asks of the tab: its parts as HTML, and changes to the reports."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.audit import Action, Audit, Outcome
from assistant.desk.desk import Desk
from assistant.desk.refusal import Refusal, WrongFields
from assistant.desk.texts import text
from assistant.settings import ServeSettings
from assistant.ui.access import may_edit
from assistant.ui.bodies import language_of, read_body
from assistant.ui.guard import user_of
from assistant.ui.reports.building import announce, render_building
from assistant.ui.reports.rendering import render_list, render_unusable
from assistant.ui.reports.shell import render_shell
from assistant.ui.saying import told
from corpus.errors import KildesvarError

logger = logging.getLogger(__name__)

_UPLOADS_AT_ONCE = 4
_LONGEST_REQUEST = 65_536  # bytes of JSON; a correction has a few hundred

Handler = Callable[[Request], Awaitable[Response]]


def report_routes(desk: Desk, settings: ServeSettings, audit: Audit) -> tuple[Route, ...]:
    """The routes of the tab.

    Args:
        desk: where the reports are looked after.
        settings: say who may change them.
        audit: notes who did, and who tried.
    """
    asked = _Asked(desk, settings)

    def changing(action: Action, change: Handler) -> Handler:
        return _noted(_guarded(change, settings), action, audit)

    return (
        Route("/reports/shell", asked.shell, methods=["GET"]),
        Route("/reports/state", asked.state, methods=["GET"]),
        Route("/reports/file", changing(Action.UPLOAD, asked.upload), methods=["PUT"]),
        Route("/reports/correct", changing(Action.CORRECT, asked.correct), methods=["POST"]),
        Route("/reports/remove", changing(Action.REMOVE, asked.remove), methods=["POST"]),
        Route("/reports/build", changing(Action.BUILD, asked.build), methods=["POST"]),
    )


def _noted(handler: Handler, action: Action, audit: Audit) -> Handler:
    """Note in the audit log who asked for a change, of which file, and how it ended."""

    async def noted(request: Request) -> Response:
        outcome, request.state.file = Outcome.FAILED, ""
        try:
            response = await handler(request)
            outcome = Outcome.DONE if response.status_code < 400 else Outcome.REFUSED
        finally:
            await run_in_threadpool(audit.note, action, user_of(request).name, request.state.file, outcome)
        return response

    return noted


def _guarded(handler: Handler, settings: ServeSettings) -> Handler:
    """Ask before a change whether it may be made; what cannot be made is answered with its sentence."""

    async def guarded(request: Request) -> Response:
        language = language_of(request)
        if not may_edit(request, settings):
            return told(text("may_not", language), 403)
        try:
            return await handler(request)
        except WrongFields as error:
            return JSONResponse({"sentence": error.say(language), "fields": error.say_each(language)}, 422)
        except Refusal as error:
            return JSONResponse({"sentence": error.say(language), "detail": error.detail}, 409)
        except KildesvarError as error:
            return JSONResponse({"sentence": text("index_unusable", language), "detail": str(error)}, 409)

    return guarded


class _Asked:
    """The answers."""

    def __init__(self, desk: Desk, settings: ServeSettings) -> None:
        self.desk = desk
        self.settings = settings
        self.uploading = asyncio.Semaphore(_UPLOADS_AT_ONCE)

    async def shell(self, request: Request) -> Response:
        """What of the tab stays while its list changes."""
        language, can_edit = language_of(request), may_edit(request, self.settings)
        try:
            shelf = await run_in_threadpool(self.desk.shelf)
        except KildesvarError:
            return HTMLResponse(render_shell(None, self.settings, language, can_edit=False))
        return HTMLResponse(render_shell(shelf, self.settings, language, can_edit=can_edit))

    async def state(self, request: Request) -> Response:
        """How far a build is, and the list where it is another than the browser has seen."""
        language, can_edit = language_of(request), may_edit(request, self.settings)
        building = self.desk.builder.building
        try:
            shelf = await run_in_threadpool(self.desk.shelf)
            listed = render_list(shelf, language, can_edit=can_edit)
        except KildesvarError as error:
            # What it says is for whoever looks after the index, and names its folder.
            listed = render_unusable(str(error) if can_edit else "", language)
        stamp = hashlib.sha256(listed.encode()).hexdigest()[:16]
        told = {
            "busy": building is not None and not building.is_over,
            "status": render_building(building, language),
            "said": announce(building, language),
            "stamp": stamp,
        }
        return JSONResponse(told if request.query_params.get("seen") == stamp else {**told, "list": listed})

    async def upload(self, request: Request) -> Response:
        """Take one file, its bytes as they come."""
        language = language_of(request)
        if self.uploading.locked():
            raise Refusal("upload_busy")
        async with self.uploading:
            kept = await self._receive(request)
        request.state.file = kept.name
        if not kept.is_new:
            sentence = text("upload_there", language, name=kept.name)
        elif kept.is_renamed:
            sentence = text("upload_renamed", language, name=kept.name)
        else:
            sentence = text("upload_kept", language)
        return JSONResponse({"sentence": sentence, "name": kept.name, "is_new": kept.is_new})

    async def correct(self, request: Request) -> Response:
        """Correct what is known of a report."""
        asked = await _json(request)
        file, fields = asked.get("file"), asked.get("fields")
        if not isinstance(file, str) or not isinstance(fields, dict) or not all(map(_is_text, fields.values())):
            raise Refusal("malformed")
        request.state.file = file
        await run_in_threadpool(self.desk.correct, file, fields)
        return told(text("saved", language_of(request)))

    async def remove(self, request: Request) -> Response:
        """Put a file away."""
        file = (await _json(request)).get("file")
        if not isinstance(file, str):
            raise Refusal("malformed")
        request.state.file = file
        await run_in_threadpool(self.desk.remove, file)
        return told(text("removed", language_of(request), file=file))

    async def build(self, request: Request) -> Response:
        """Begin a build: refused where one is going on, unless what was uploaded until now is to be read."""
        follows = (await _json(request)).get("follow") is True
        await run_in_threadpool(self.desk.follow if follows else self.desk.build)
        return told(text("stage_starting", language_of(request)))

    async def _receive(self, request: Request) -> Any:  # noqa: ANN401
        name = request.query_params.get("name", "")
        length = request.headers.get("content-length", "")
        incoming = await run_in_threadpool(self.desk.receive, name, int(length) if length.isdecimal() else 0)
        request.state.file = incoming.name
        with incoming:
            try:
                async for chunk in request.stream():
                    await run_in_threadpool(incoming.write, chunk)
            except ClientDisconnect as error:
                raise Refusal("upload_broken", name=incoming.name) from error
            return await run_in_threadpool(self.desk.keep, incoming)


async def _json(request: Request) -> dict[str, Any]:
    """The object that a request holds."""
    body = await read_body(request, _LONGEST_REQUEST)
    if body is None:
        raise Refusal("malformed")
    try:
        asked = json.loads(body)
    except ValueError as error:
        raise Refusal("malformed") from error
    if not isinstance(asked, dict):
        raise Refusal("malformed")
    return asked


def _is_text(value: object) -> bool:
    return isinstance(value, str)
