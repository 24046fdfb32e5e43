"""What a browser may do with what it is sent: the security headers of every answer, and the page's own policy."""

import re
from base64 import b64encode
from hashlib import sha256

HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Of every answer, where it says nothing else itself."""

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; script-src 'self'"
)
"""Of what the page loads and asks for: no script runs from within it."""

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def page_policy(html: bytes, head_script: str) -> str:
    """The policy of the page: scripts from here, and those within it that are there as it is sent, by their digests.

    Gradio makes functions of text, for its templates and for what happens in the browser: without 'unsafe-eval' it
    draws nothing. What is written into the page later runs no script.

    Args:
        html: the page.
        head_script: what Gradio puts into the page's head when it runs.
    """
    scripts = [*_INLINE.findall(html), head_script.encode()]
    return " ".join([POLICY, "'unsafe-eval'", *(f"'{digest(script)}'" for script in scripts)])


def digest(content: bytes) -> str:
    """The name by which a policy lets a script or a style within a page be used."""
    return f"sha256-{b64encode(sha256(content).digest()).decode()}"
