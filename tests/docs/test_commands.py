"""Every command of the documentation is typed, and prints what its page shows."""

import ast
import re

import msgspec
import pytest
import typer
import yaml

from autograder.cli import app

from .pages import PAGES, ROOT, SHELL, as_pattern, blocks, commands, documented, spans
from .reader import Reader
from .rules import RULES, rule_for

LANGUAGES = {"sh", "console", "python", "yaml", "json", "text", ""}
DIRECTIVE = re.compile(r"\{(toctree|include|literalinclude)\}")
PROGRAM = typer.main.get_command(app)
TYPED = re.compile(r"(autograder|nbgrader|make|python|pip|dask|jupyter) |\$ ")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    made = Reader(tmp_path_factory.mktemp("reader"))
    yield made
    made.leave()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_followed_from_top_to_bottom(page, reader):
    reader.open_page()
    for block in blocks(page):
        if block.language == "python":
            reader.write(block)
        for command in commands(block):
            reader.type(command)


def test_every_command_is_run_or_has_a_reason_why_not():
    missing = [f"{each.place}: {each.text}" for each in documented() if not rule_for(each.text)]
    assert missing == []
    assert all(rule.is_sound for rule in RULES)


@pytest.mark.parametrize("rule", [r for r in RULES if r.elsewhere[0]], ids=lambda r: r.begins)
def test_what_is_run_elsewhere_is_run_there(rule):
    file, text = rule.elsewhere
    assert text in (ROOT / file).read_text(encoding="utf-8")


def test_no_rule_is_left_over():
    used = {rule_for(each.text) for each in documented()}
    needed = {rule_for(text) for rule in used if rule for text in rule.needs}
    assert [rule.begins for rule in RULES if rule not in used | needed] == []


def test_commands_stand_only_in_blocks_that_are_run():
    """A block of another language, or of none, that looks typed would escape the tests."""
    for page in PAGES:
        for block in blocks(page):
            assert block.language in LANGUAGES or DIRECTIVE.fullmatch(block.language), block.place
            if block.language not in (*SHELL, "python"):
                typed = [line for line in block.text.splitlines() if TYPED.match(line)]
                assert typed == [], block.place


def options_of(words):
    """The command of a line that calls ``autograder``, and the options that it is given."""
    words = words[words.index("autograder") + 1 :]
    return words[0], {word.partition("=")[0] for word in words[1:] if word.startswith("--")}


def test_every_option_that_is_written_anywhere_exists():
    lines = [(each.place, each.words) for each in documented() if "autograder" in each.words]
    for page in PAGES:
        lines += [(page, span.split()) for span in spans(page) if span.startswith("autograder ")]
    wrong = []
    for place, words in lines:
        name, options = options_of(words)
        known = {"--help"}
        if name in PROGRAM.commands:
            known |= {text for each in PROGRAM.commands[name].params for text in each.opts}
        elif not name.startswith("-") and name != "…":
            wrong.append(f"{place}: no command {name}")
        wrong += [f"{place}: {name} has no {option}" for option in options - known]
    assert wrong == []


def test_files_named_by_commands_exist():
    wrong = []
    for each in documented():
        for word in re.findall(r"\b(?:assignments|benchmarks|docs|solutions)/[\w./-]+", each.text):
            if not (ROOT / word).exists():
                wrong.append(f"{each.place}: {word}")
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_python_yaml_and_json_can_be_read(page):
    read = {"python": ast.parse, "yaml": yaml.safe_load, "json": msgspec.json.decode}
    for block in blocks(page):
        if block.language in read:
            read[block.language](block.text)


def texts_of_the_program():
    """Every text in the package, with ``…`` where something is filled in."""
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield " ".join(node.value.split())
            elif isinstance(node, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "…" for p in node.values)
                yield " ".join("".join(parts).split())


def test_messages_that_troubleshooting_explains_are_the_programs_own():
    own = list(texts_of_the_program())
    section, wrong = [], []
    text = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    for table in re.findall(r"^\| it says \|.*?\n\n", text + "\n\n", re.M | re.S):
        for row in table.splitlines()[2:]:
            first = row.split(" | ")[0]
            section += [a or b for a, b in re.findall(r"``(.+?)``|`([^`]+)`", first)]
    assert len(section) > 20
    for message in section:
        pattern = as_pattern(message.strip().strip("… "))
        if not any(pattern.search(each) for each in own):
            wrong.append(message)
    assert wrong == []
