"""The site is built without a warning, and needs nothing from elsewhere."""

import contextlib
import os
import re
import subprocess
import sys
import types

import pytest
from distributed.cli import dask_scheduler, dask_worker

from autograder.grading.cluster import cluster_from_file, read_cluster_file

from .pages import ROOT

EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site, made as `make docs` makes it."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [
            *[sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"],
            *["-d", folder / "doctrees", ROOT / "docs", folder / "html"],
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_page_is_built(site):
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert pages <= {path.stem for path in site.glob("*.html")}


def test_a_page_loads_nothing_from_elsewhere(site):
    """It has to open from a disk, in a train."""
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="(https?:[^"]*)"', text)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="(https?:[^"]*)"', text)
        assert loaded == [], page.name


def test_no_page_is_wider_than_its_window(site, browser):
    """On a desk and on a phone; a table or a line of code that is wider scrolls by itself."""
    excess = {}
    for page in sorted(site.glob("*.html")):
        browser.open(page)
        for width in (1280, 400):
            browser.resize(width)
            excess[page.stem, width] = browser.too_wide()
    assert {key: pixels for key, pixels in excess.items() if pixels > 0} == {}
    assert len(excess) > 20


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(site, browser, axe, dark):
    """In the page that has all that pages have: tables, pictures, code and its output."""
    browser.open(site / "student.html", dark=dark)
    assert browser.serious_findings(axe) == []


def test_links_between_pages_lead_somewhere(site):
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r'<a [^>]*href="([^":]+)"', text):
            path, _, anchor = target.partition("#")
            goal = (page.parent / path) if path else page
            assert goal.is_file(), f"{page.name}: {target}"
            if anchor and goal.suffix == ".html":
                assert f'id="{anchor}"' in goal.read_text(encoding="utf-8"), target


def test_links_of_the_pages_outside_of_the_site_lead_somewhere():
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^):]+?)(?:#[^)]*)?\)", text):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_make_docs_builds_what_the_tests_build():
    assert re.search(r"sphinx -W --keep-going .*docs build/docs", (ROOT / "Makefile").read_text())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_describes_a_cluster(path):
    wanted = read_cluster_file(path)
    assert wanted.maximum > wanted.minimum >= 0


@pytest.fixture
def started(monkeypatch):
    """Stands where KubeCluster would be, and keeps what it was called with."""
    calls = []

    class KubeCluster(contextlib.nullcontext):
        def __init__(self, **arguments):
            super().__init__(self)
            calls.append(arguments)

        def adapt(self, minimum, maximum):
            calls.append((minimum, maximum))

    operator = types.ModuleType("dask_kubernetes.operator")
    operator.KubeCluster = KubeCluster
    monkeypatch.setitem(sys.modules, "dask_kubernetes", types.ModuleType("dask_kubernetes"))
    monkeypatch.setitem(sys.modules, "dask_kubernetes.operator", operator)
    return calls


def test_the_example_for_kubernetes_starts_workers_that_dask_understands(started):
    with cluster_from_file(ROOT / "docs/examples/kubernetes.yaml"):
        arguments, adapted = started
    manifest = arguments["custom_cluster_spec"]
    assert adapted == (0, 20)
    assert (manifest["kind"], manifest["metadata"]["name"]) == ("DaskCluster", "grading")
    spec = manifest["spec"]
    (worker,) = spec["worker"]["spec"]["containers"]
    (scheduler,) = spec["scheduler"]["spec"]["containers"]
    assert worker["image"] == scheduler["image"]
    assert worker["securityContext"]["runAsNonRoot"]
    for container, program in ((worker, dask_worker), (scheduler, dask_scheduler)):
        options = program.main.make_context("dask", container["args"][2:]).params
        assert container["args"][:2] == ["dask", container["name"]]
        assert options["nthreads" if container is worker else "host"] in (4, "0.0.0.0")
    ports = {port["name"]: port["containerPort"] for port in scheduler["ports"]}
    service = spec["scheduler"]["service"]
    assert {port["targetPort"]: port["port"] for port in service["ports"]} == ports
    assert service["selector"]["dask.org/cluster-name"] == manifest["metadata"]["name"]
