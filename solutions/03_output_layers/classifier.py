"""Learning to classify digits: the question train_classifier (3.10)."""

from typing import Any

import numpy as np

from autograder.checks.check import training
from autograder.checks.statistics import rows_of_probabilities
from autograder.datasets import digits
from autograder.questions.question import Question

Inputs = dict[str, Any]

TRAINING_SHARE = 0.7
NOISE = 0.1


def shuffled_digits(
    random: np.random.Generator, num_present: int, num_classes: int
) -> tuple[Inputs, np.ndarray]:
    """Digits that only learning from the training data can name.

    The order of the pixels and the numbers of the classes are drawn anew, and every pixel gets
    a little noise, so that neither stored weights nor a look-up in the data set helps. The
    training data are sorted by class, as data often come.

    Args:
        num_present: how many of the ten digits occur.
        num_classes: from how many class numbers theirs are drawn.
    """
    pixels, labels = digits()
    chosen = random.permutation(10)[:num_present]
    number = np.zeros(10, np.int64)
    number[chosen] = random.permutation(num_classes)[:num_present]
    rows = random.permutation(np.flatnonzero(np.isin(labels, chosen)))
    x = pixels[rows][:, random.permutation(pixels.shape[1])]
    x = (x + random.normal(scale=NOISE, size=x.shape)).astype("float32")
    y = number[labels[rows]]
    size = int(TRAINING_SHARE * len(rows))
    order = np.argsort(y[:size], kind="stable")
    sent = {"x": x[:size][order], "y": y[:size][order], "num_classes": num_classes}
    return sent | {"x_new": x[size:]}, y[size:]


def all_digits(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """All ten digits."""
    return shuffled_digits(random, 10, 10)


def eight_digits_of_eleven(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Eight of the ten digits, numbered from 0 to 10: three classes never occur."""
    return shuffled_digits(random, 8, 11)


def well_formed(sent: Inputs) -> dict[str, Any]:
    """What the predictions have to be, whatever the data."""
    shape = (len(sent["x_new"]), sent["num_classes"])
    return {"output": rows_of_probabilities(shape), "one at a time as together": True}


TRAIN_CLASSIFIER = Question(
    name="train_classifier",
    ideas=("D4", "F6"),
    forbidden=(
        "sklearn.linear_model.LogisticRegression",
        "sklearn.linear_model.LogisticRegressionCV",
        "sklearn.linear_model.SGDClassifier",
        "sklearn.neural_network.MLPClassifier",
        "sklearn.neighbors.KNeighborsClassifier",
        "sklearn.svm.SVC",
        "sklearn.ensemble.RandomForestClassifier",
        "sklearn.datasets.load_digits",
    ),
    hints=(
        "Which layer of this notebook turns 64 pixels into `num_classes` probabilities, and "
        "which cost belongs to it?",
        "`keras.Sequential`, `compile`, `fit`: does your cost get probabilities or logits, class "
        "numbers or one-hot rows?",
        "Right on the training data and unsure on new ones? Look at the learning rate and at "
        "how often all the data are seen. The data may come sorted by class.",
        "The function that you return has to give probabilities: in each row none is negative "
        "and their sum is 1, also for a single row.",
    ),
    checks=(
        training(
            "digits",
            points=3,
            data=all_digits,
            probe="fit_classifier",
            metric="accuracy",
            extra=well_formed,
            shown="train_classifier(x, y, num_classes)(x_new)",
            means="Share of new digits whose class has the highest probability.",
        ),
        training(
            "honest probabilities",
            points=2,
            tries=4,
            data=eight_digits_of_eleven,
            probe="fit_classifier",
            metric="mean_log_likelihood",
            extra=well_formed,
            shown="train_classifier(x, y, num_classes)(x_new)",
            visible=False,
            means="Mean log-probability of the true class, where three classes never occur.",
        ),
    ),
)
