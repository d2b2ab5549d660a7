"""Every command explains itself, and quickly."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from autograder.cli import app

COMMANDS = [
    "check",
    "hint",
    "status",
    "reset",
    "grade",
    "export",
    "build",
    "bundle",
    "verify",
    "calibrate",
    "coverage",
    "doctor",
    "demo",
]


def test_the_commands_are_those_of_the_contract():
    assert {command.callback.__name__ for command in app.registered_commands} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert "Usage" in done.stdout


def test_help_loads_neither_tensorflow_nor_nbgrader():
    code = (
        "import sys\nsys.argv = ['autograder', '--help']\n"
        "from autograder.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "loaded = {'tensorflow', 'keras', 'nbgrader'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
