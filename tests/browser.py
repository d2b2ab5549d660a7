"""One headless Chromium, driven by Selenium, for the tests and for the pictures in ``docs/``.

It reaches this machine and nothing else, and does nothing in the background.
"""

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

FLAGS = (
    *("--headless=new", "--hide-scrollbars", "--disable-gpu", "--disable-dev-shm-usage"),
    "--no-sandbox",  # Chromium's own, which needs more rights than a container gives
    *("--no-first-run", "--no-default-browser-check", "--disable-default-apps"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-domain-reliability", "--disable-client-side-phishing-detection"),
    *("--disable-breakpad", "--metrics-recording-only", "--no-pings", "--disable-quic"),
    "--disable-features=AutofillServerCommunication,MediaRouter,OptimizationHints,Translate",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
AXE = """
const done = arguments[0];
for (const each of document.querySelectorAll("details")) each.open = true;
axe.run().then((found) => done({
  passed: found.passes.length,
  bad: found.violations.filter((each) => /serious|critical/.test(each.impact)).map((each) =>
    [each.id, each.nodes.slice(0, 3).map((node) => node.html)]),
}), (error) => done({ passed: 0, bad: [String(error)] }));
"""


def what_is_missing() -> str:
    """Why no browser can be driven here, or ``""``."""
    needs = {
        "Chromium on the PATH": _chromium(),
        "chromedriver on the PATH": shutil.which("chromedriver"),
        "package selenium": importlib.util.find_spec("selenium"),
    }
    return ", ".join(f"no {name}" for name, found in needs.items() if not found)


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


class Browser:
    """A window whose size and theme are chosen for each page."""

    def __init__(self) -> None:
        from selenium import webdriver

        os.environ["SE_OFFLINE"] = "true"  # Selenium itself asks no server for anything
        options = webdriver.ChromeOptions()
        options.binary_location = _chromium() or ""
        for flag in FLAGS:
            options.add_argument(flag)
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(60)

    def close(self) -> None:
        """End the browser and its driver."""
        self.driver.quit()

    def open(
        self, page: str | Path, *, width: int = 1280, height: int = 1000, dark: bool = False
    ) -> None:
        """Load a page.

        Args:
            page: an address, or a file.
            width, height: of the window's inside, in pixels.
            dark: whether the system prefers a dark theme.
        """
        self.resize(width, height)
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [theme]})
        self.driver.get(page.resolve().as_uri() if isinstance(page, Path) else page)

    def resize(self, width: int, height: int = 1000) -> None:
        """Change the size of the window's inside, in pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns in the page."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, expression: str, seconds: float = 60) -> None:
        """Wait until an expression is true in the page.

        Raises:
            TimeoutError: it did not become true.
        """
        from selenium.common import TimeoutException
        from selenium.webdriver.support.ui import WebDriverWait

        try:
            waiting = WebDriverWait(self.driver, seconds, 0.1)
            waiting.until(lambda _: self.run(f"return Boolean({expression})"))
        except TimeoutException:
            seen = self.run("return document.body.innerText")[:2000]
            raise TimeoutError(
                f"Not within {seconds} s: {expression}. The page says:\n{seen}"
            ) from None

    def text(self) -> str:
        """The page's text as it is seen."""
        return str(self.run("return document.body.innerText"))

    def too_wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.run("return document.documentElement.scrollWidth - innerWidth"))

    def serious_findings(self, axe: str) -> list[Any]:
        """What axe-core calls serious or critical, with every details element open.

        Args:
            axe: axe-core's script.
        """
        self.run(axe)
        found = self.driver.execute_async_script(AXE)
        assert found["passed"] > 10 or found["bad"], "axe-core looked at next to nothing"
        return list(found["bad"])
