"""The material itself: complete, consistent, and nothing stray."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from autograder.calibrate import MUTANT_SEEDS, read_calibration
from autograder.checks.probe_files import probe_files
from autograder.coverage import covered, ideas
from autograder.questions.load import assignment_names, load_assignment
from autograder.questions.material import read_variants, solution
from autograder.submissions.dependencies import definition_state

ROOT = Path(__file__).parents[2]
NAMES = {
    "01_probability": (
        "marginal conditional is_independent expectation monte_carlo_expectation posterior "
        "self_information entropy kl_divergence cross_entropy gaussian_maximum_likelihood "
        "fit_by_maximum_likelihood maximum_a_posteriori_weights"
    ),
    "02_generalisation": (
        "train_validation_test_split k_fold_indices cross_validate standardise "
        "polynomial_features capacity_curve best_capacity best_epoch predict_next sample_like "
        "denoise caption_distribution"
    ),
    "03_output_layers": (
        "sigmoid softmax pinned_softmax OutputLayer AbsoluteError SquaredError "
        "categorical_cross_entropy GaussianNegativeLogLikelihood is_proper train_classifier"
    ),
    "04_gradient_descent": (
        "numerical_gradient affine_backward mlp_gradients gradient_descent CustomTrainingModel "
        "gradient_norms is_healthy best_of_restarts train_two_moons"
    ),
    "05_regularisation": (
        "L1Penalty L2Penalty l0_penalty penalised_loss RandomRotateStretch NoisyInput NoisyDense "
        "Dropout EarlyStopping train_with_early_stopping MultiTaskModel multi_task_loss "
        "SharedDense1D fast_gradient_sign AdversarialModel generalisation_gap"
    ),
    "06_deep_networks": (
        "relu modulated_relu LearnedReLU saturation Maxout feedforward parameter_count "
        "FactorisedDense ResidualBlock deep_beats_wide"
    ),
    "07_optimisation": (
        "minibatches MomentumSGD AdaGrad RMSProp Adam WarmupCosine newton_step "
        "BatchNormalization batch_norm_backward curriculum train_with"
    ),
    "08_convolution": (
        "count_parameters count_convolution_parameters conv1d conv2d conv2d_backward TiledConv1D "
        "max_pool equivariance_error invariance_error receptive_field train_cnn"
    ),
}
IDEAS = {
    "01_probability": "F5 S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13",
    "02_generalisation": "A1 A2 A3 A4 A5 B1 B2 B3 B4 B5 B6",
    "03_output_layers": "C1 D1 D2 D3 D4 D5 F1 F2 F3 F4 F5 F6 F7",
    "04_gradient_descent": "E1 E2 E3 E4 H1 J5",
    "05_regularisation": "B6 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 G12 K2",
    "06_deep_networks": "H1 H2 H3 I1 I2 I3 I4 I5 I6 K1 K3",
    "07_optimisation": "J1 J2 J3 J4 J6 J7 J8 J9 J10",
    "08_convolution": "K1 K2 L1 L2 L3 L4 L5 L6 L7 L8 M1 M2 M3 M4 O1",
}
QUESTIONS = [
    pytest.param(name, question, id=f"{name}-{question.name}")
    for name in assignment_names(ROOT)
    for question in load_assignment(ROOT, name).questions
]


def variants(assignment, question, kind):
    return [v for v in read_variants(ROOT, assignment, kind) if v.question == question.name]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_of_the_curriculum_is_asked(name):
    asked = [question.name for question in load_assignment(ROOT, name).questions]
    assert sorted(asked) == sorted(NAMES[name].split())


def test_every_assignment_of_the_curriculum_so_far_is_there():
    assert assignment_names(ROOT) == sorted(NAMES)


@pytest.mark.parametrize("name", IDEAS)
def test_every_idea_of_the_curriculum_is_covered(name):
    assert set(IDEAS[name].split()) <= set(covered([load_assignment(ROOT, name)]))


def test_there_are_118_ideas():
    assert len(ideas()) == 118


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_a_question_has_three_hints_two_other_right_answers_and_five_wrong_ones(
    assignment, question
):
    assert len(question.hints) >= 3
    assert len(variants(assignment, question, "accepted")) >= 2
    assert len(variants(assignment, question, "mutants")) >= 5


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_every_mutant_names_a_check_of_its_question(assignment, question):
    names = {check.name for check in question.checks}
    assert {m.caught_by for m in variants(assignment, question, "mutants")} <= names


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_no_two_mutants_tell_the_student_the_same(assignment, question):
    told = [mutant.says for mutant in variants(assignment, question, "mutants")]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_students_see_most_of_a_question(assignment, question):
    visible = sum(check.points for check in question.checks if check.visible)
    assert visible >= question.max_points / 2


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_the_notebook_defines_the_answer_and_checks_it_once(assignment, question):
    notebook = solution(ROOT, assignment)
    assert definition_state(notebook, question.name) == "defined"
    checks = [c for c in notebook.cells if c.source.strip() == f'check("{question.name}")']
    assert len(checks) == 1


@pytest.mark.parametrize("name", assignment_names(ROOT))
def test_every_variant_belongs_to_a_question(name):
    questions = {question.name for question in load_assignment(ROOT, name).questions}
    for kind in ("accepted", "mutants"):
        assert {variant.question for variant in read_variants(ROOT, name, kind)} == questions


@pytest.mark.parametrize("name", assignment_names(ROOT))
def test_a_folder_holds_nothing_else(name):
    folder = ROOT / "solutions" / name
    topic = name.partition("_")[2]
    known = {"accepted", "mutants", "figures", "__pycache__", f"{topic}.ipynb"}
    known |= {"calibration.json", "calibration_gpu.json"}
    stray = [
        p.name
        for p in folder.iterdir()
        if p.name[0] != "." and p.name not in known and p.suffix != ".py"
    ]
    assert stray == []


@pytest.mark.parametrize("name", assignment_names(ROOT))
def test_a_mutant_that_trains_fails_every_time(name):
    """`verify` trains it once more, and a student may try again: five runs, all far below."""
    assignment, measured = load_assignment(ROOT, name), read_calibration(ROOT, name).checks
    for mutant in read_variants(ROOT, name, "mutants"):
        if assignment.question(mutant.question).check(mutant.caught_by).kind == "training":
            item = measured[f"{mutant.question}/{mutant.caught_by}"]
            scores = item.wrong[mutant.name]  # none where it can't be trained at all
            assert len(scores) in (0, MUTANT_SEEDS), mutant.name
            assert all(score < item.threshold for score in scores), mutant.name


@pytest.mark.parametrize("name", assignment_names(ROOT))
def test_modules_of_probes_which_are_read_as_one_define_no_name_twice(name):
    files = probe_files(ROOT / "solutions" / name)
    assert files
    names = Counter(
        node.name
        for path in files
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    assert [each for each, count in names.items() if count > 1] == []


@pytest.mark.parametrize("path", sorted((ROOT / "datasets").glob("*.md")), ids=lambda p: p.stem)
def test_a_datasheet_says_where_the_data_comes_from(path):
    text = path.read_text(encoding="utf-8").lower()
    for word in ("origin", "licen", "sha-256", "best possible"):
        assert word in text


def test_nothing_in_the_repository_names_this_machine():
    pattern = re.compile(r"/work/|/root/|/tmp/pytest")
    folders = ("assignments", "solutions", "autograder", "datasets", "docs", "benchmarks")
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".ipynb", ".json", ".html"):
                assert not pattern.search(path.read_text(encoding="utf-8")), path
