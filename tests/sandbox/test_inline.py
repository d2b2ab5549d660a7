"""A notebook's own process answers as a fresh one does."""

import warnings

import keras  # noqa: F401 - its import sets a filter of its own

from autograder.sandbox.inline import InlineWorker


def test_a_filter_of_the_notebook_makes_no_errors_of_what_libraries_warn_about(make_request):
    def f(x):
        warnings.warn("from a library", DeprecationWarning, stacklevel=1)
        return x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        transcript = InlineWorker({"f": f}).ask(make_request(""))
        assert warnings.filters[0][0] == "error"
    assert transcript.answers[0].status == "ok", transcript
