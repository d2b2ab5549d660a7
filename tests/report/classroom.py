"""A class of results for the report's tests and pictures: every status, and hostile texts."""

import random

from autograder.grading.submission import summed
from autograder.results import CheckResult, QuestionResult

HOSTILE = "<script>document.title='owned'</script>"
QUESTIONS = {
    "sigmoid": ("values", "gradient", "no overflow"),
    "softmax": ("values", "shift invariance", "gradient", "kept back"),
    "categorical_cross_entropy": ("values", "gradient", "kept back"),
    "GaussianNegativeLogLikelihood": ("values", "mean and noise learnt together"),
    "OutputLayer": ("values", "training"),
    "digit_classifier": ("accuracy", "parameters"),
}
TRAINED = {"mean and noise learnt together", "training", "accuracy"}
CAUSES = {
    "softmax": "The sum runs over the batch (axis 0). Each row has to sum to 1.",
    "sigmoid": "The sign of the exponent is turned.",
    "categorical_cross_entropy": "The result is the sum over the batch, not its mean. " * 3,
}
ENDED = {
    "timed_out": "Your code was stopped: softmax took more than 10 seconds.",
    "out_of_memory": "Your code was stopped: its processes took more than 4 GB of memory.",
    "crashed": "Your cells raised before this name was defined:\nValueError: <b>not bold</b>",
    "forbidden": "The question asks you to compute this yourself. Found: keras.ops.softmax in "
    "cell 7, line 12",
    "missing": "The submission defines no 'softmax'.",
    "not_attempted": "Not attempted yet.",
}
MESSAGE = """call: softmax(logits)
    logits = float32 (2, 3):
        [[ 0.1, -2.3, 1.5],
         [ 1.0,  0.0, 3.2]]
output: values differ in 6 of 6 elements by up to 0.73 (tolerance 1e-05 + 0.0001 * |expected|).
worst element: [0, 2]
expected: 0.786
received: 0.154
(3 of 7 inputs fail; this is the smallest failing input.)"""
NAMES = ["ada", "ben", "chen", "dora", "emil", "fatma", "goran", "hana", "ivo", "jin", "kofi"]
NAMES += ["lena", "mia", "nils", "olga", "pavel", "quinn", "rosa", "sven", "tara", "umar"]


def check(name, passed, message=MESSAGE, diagnosis="", seconds=0.1):
    return CheckResult(
        name=name,
        kind="training" if name in TRAINED else "output",
        visible=name != "kept back",
        passed=passed,
        points=2.0 if passed else 0.0,
        max_points=2.0,
        message="" if passed else message,
        diagnosis="" if passed else diagnosis,
        seconds=seconds,
    )


def question(name, passed, status="graded", message=MESSAGE, seconds=0.1):
    """A question whose first ``passed`` checks passed."""
    checks = tuple(
        check(each, position < passed, ENDED.get(status, message), CAUSES.get(name, ""), seconds)
        for position, each in enumerate(QUESTIONS[name])
    )
    return QuestionResult(
        name=name,
        score=sum(each.points for each in checks),
        max_score=2.0 * len(checks),
        status=status,
        checks=checks,
        message=ENDED.get(status, ""),
    )


def result(student, questions, sha256="ab" * 32, **changes):
    fields = {"seed": 193285120934411, "device": "cpu", "sandboxed": True} | changes
    return summed("03_output_layers", student, tuple(questions), sha256=sha256, **fields)


def classroom():
    """Twenty-four students: an ordinary class, every way to be stopped, three hostile ones."""
    chance = random.Random(3)
    found = []
    for number, student in enumerate(NAMES):
        skill = chance.betavariate(2.2, 1.2)
        asked = []
        for name, checks in QUESTIONS.items():
            passed = sum(chance.random() < skill for _ in checks)
            status = "not_attempted" if skill < 0.4 and chance.random() < 0.5 else "graded"
            if name == "softmax" and number < len(ENDED):
                status = list(ENDED)[number]
            seconds = chance.lognormvariate(2 if name == "digit_classifier" else -2, 0.4)
            asked.append(question(name, passed * (status == "graded"), status, seconds=seconds))
        found.append(result(student, asked, message="graded from a.py" if number == 4 else ""))
    hostile = [question(name, 0, message=f"{HOSTILE}\n" + "x" * 900) for name in QUESTIONS]
    found.append(result("<script>", hostile, message=HOSTILE))
    found.append(result("=cmd|'C calc'!A0", [question(name, 1) for name in QUESTIONS]))
    found.append(result("‮w" + "very_long_name_" * 6, [question(n, 2) for n in QUESTIONS]))
    return found
