"""The known wrong answers that a failed check is compared with."""

from pathlib import Path

from autograder.grading.source import fingerprints
from autograder.questions.load import load_assignment
from autograder.questions.material import read_variants
from autograder.questions.prepare import prepare
from autograder.sandbox.transcript import Transcript

ROOT = Path(__file__).parents[2]


class SilentWorker:
    sandboxed = False

    def ask(self, request):
        return Transcript(outcome="finished", answers={}, found=True, seconds=0.0, cpu_seconds=0.0)

    def close(self):
        pass


def test_the_mutants_of_a_check_come_before_those_of_other_checks():
    assignment = load_assignment(ROOT, "06_deep_networks")
    prepared = prepare(ROOT, assignment, assignment.question("relu"), seed=1)
    found = fingerprints(ROOT, prepared, SilentWorker())
    mutants = read_variants(ROOT, assignment.name, "mutants")
    own = {each.name: each.caught_by for each in mutants if each.question == "relu"}
    for check, each in found.items():
        is_own = [own[fingerprint.name] == check for fingerprint in each]
        assert is_own == sorted(is_own, reverse=True)
        assert sorted(fingerprint.name for fingerprint in each) == sorted(own)
