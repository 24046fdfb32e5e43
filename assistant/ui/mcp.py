"""The tool `ask` for language models and their clients, by the Model Context Protocol over HTTP.

Gradio can serve its endpoints so too, but does it by asking itself over the network at whatever host a request names.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.ui.api import SUMMARY, Request, answer, answer_schema, spoken
from assistant.ui.asking import Answering
from assistant.ui.pace import Pace
from assistant.ui.refusing import refuse

MCP = "/mcp"
"""Where it is served."""

_LARGEST_REQUEST = 1_000_000  # bytes; a long conversation has some ten thousand


class AskTool:
    """Answers MCP requests; `route` is where, and `running` must be entered while they come.

    Args:
        assistant: who answers.
        pace: how often a user may ask.
    """

    def __init__(self, assistant: Answering, pace: Pace) -> None:
        self.assistant = assistant
        self.pace = pace
        self._server = server = Server[Any, HttpRequest]("kildesvar")
        server.list_tools()(self._list)  # type: ignore[no-untyped-call]
        server.call_tool()(self._call)
        # Without sessions and streams: each request is answered whole, and nothing is kept between them.
        self._manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=_LARGEST_REQUEST
        )
        self.route = Route(MCP, self)

    def running(self) -> AbstractAsyncContextManager[None]:
        """What begins and ends with the server; can be entered once."""
        return self._manager.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] == "POST":
            await self._manager.handle_request(scope, receive, send)
        else:
            await refuse(405, "refused_method", scope, receive, send)

    async def _list(self) -> list[types.Tool]:
        return [
            types.Tool(
                name="ask",
                description=SUMMARY,
                inputSchema=Request.model_json_schema(),
                outputSchema=answer_schema(),
                annotations=types.ToolAnnotations(readOnlyHint=True, openWorldHint=False),
            )
        ]

    async def _call(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if name != "ask":
            raise ValueError(f"There is no tool {name!r}; there is ask.")
        asked_with = self._server.request_context.request
        assert asked_with is not None, "over HTTP there is one"
        self.pace.count(asked_with, spoken(arguments))
        return await run_in_threadpool(answer, self.assistant, arguments)
