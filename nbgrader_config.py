"""nbgrader's configuration: run ``nbgrader`` in this folder."""

from autograder.nbgrader import configure

c = get_config()  # noqa: F821  # traitlets, which reads this file, defines it
c.CourseDirectory.course_id = "deep-learning"
configure(c)
