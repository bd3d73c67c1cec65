"""A page in a browser without a window, for tests of what it does there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None)
"""The browser; None where there is none."""

SECONDS = 60
"""After which a page is given up."""


PHONE = (390, 844)
"""Width and height of a telephone's window, pixels: less than a browser without a window can have, so that a frame has it."""

FRAME = """<!doctype html><iframe src="page.html" style="border:0;width:{}px;height:{}px"></iframe><script>
    onmessage = (event) => {{
        const said = document.createElement("pre");
        said.id = "said";
        said.textContent = event.data;
        document.body.replaceChildren(said);
    }};</script>"""


def evaluated(html: str, folder: Path, body: str) -> Any:
    """What the body of an asynchronous function returns in a page of ours once it is ready, on a telephone.

    Args:
        folder: where the page is put. ``body``: JavaScript; what it returns is plain data.

    Raises:
        AssertionError: it threw; the message says what.
    """
    script = f"""<script>(async () => {{
        while (!document.body.dataset.ready) await new Promise((done) => setTimeout(done, 10));
        let told;
        try {{ told = {{ value: await (async () => {{ {body} }})() }}; }} catch (error) {{ told = {{ error: String(error) }}; }}
        parent.postMessage(JSON.stringify(told), "*");
    }})();</script></body>"""
    (folder / "page.html").write_text(html.replace("</body>", script), encoding="utf-8")
    file = folder / "frame.html"
    file.write_text(FRAME.format(*PHONE), encoding="utf-8")
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}", "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    done = subprocess.run([str(BROWSER), *words], capture_output=True, text=True, timeout=SECONDS, check=True)
    found = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.S)
    assert found is not None, done.stderr[-500:]
    told = json.loads(unescape(found[1]))
    assert "error" not in told, told["error"]
    return told["value"]
