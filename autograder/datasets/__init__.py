"""Real data that installed packages ship: nothing is downloaded. Datasheets are in ``datasets/``.

Loaders import the package that holds their data when they are called, so that importing this
module stays cheap.
"""

from autograder.datasets.digits import digits
from autograder.datasets.mnist import mnist

__all__ = ["digits", "mnist"]
