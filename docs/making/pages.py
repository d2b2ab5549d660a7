"""The class's report and a student's feedback, of the sample class."""

from autograder.report.feedback import write_feedback
from autograder.report.write import write_reports

from .results import sample_results
from .studio import ROOT, Studio


def report(studio: Studio) -> None:
    """The class's report."""
    write_reports(studio.folder, sample_results(), ROOT)
    studio.both("report", studio.folder / "report.html", (1100, 1400))


def students(studio: Studio) -> None:
    """The report's table of students and questions."""
    write_reports(studio.folder, sample_results(), ROOT)
    to_the_table = "document.querySelectorAll('main > *').forEach((each) => {"
    to_the_table += " if (!each.matches('#students, #students ~ .controls, .scroll:has(#class),"
    to_the_table += " .legend')) each.remove(); }); document.querySelector('header').remove()"
    studio.both("report_students", studio.folder / "report.html", (1300, 1300), to_the_table)


def feedback(studio: Studio) -> None:
    """The page of the first student who lost points in a question and was told why."""
    told = next(
        each
        for each in sample_results()
        if any(check.diagnosis for asked in each.questions for check in asked.checks)
    )
    page = write_feedback(studio.folder, [told]) / f"{told.student}.html"
    studio.both("feedback", page, (760, 1000))
