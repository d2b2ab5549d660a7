"""``python -m autograder``, and the program ``autograder``."""

import sys


def main() -> None:
    """Run a command; a package without which no command starts is named, with what to type."""
    try:
        _run()
    except KeyboardInterrupt:  # before a command has begun, which ends in its own way
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


def _run() -> None:
    try:
        from autograder.cli import main as run
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "autograder":
            raise
        print(
            f"Error: the package {missing} is missing from {sys.executable}. Type:\n"
            f'    "{sys.executable}" -m pip install {missing}\n'
            "or, in the folder of your course, install everything: "
            "python -m pip install -r requirements.txt",
            file=sys.stderr,
        )
        sys.exit(1)
    run()


if __name__ == "__main__":
    main()
