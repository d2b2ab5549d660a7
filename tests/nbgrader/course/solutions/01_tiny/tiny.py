# %% [markdown]
# # 1 · A tiny assignment
#
# A linear layer computes $y = wx + b$.

# %%
import numpy as np

from autograder import check

# %% [markdown]
# ## Doubling


# %% question="double"
def double(x):
    """Return twice the array `x`, of any shape."""
    ### BEGIN SOLUTION
    factor_of_the_answer = np.full_like(x, 2)
    return factor_of_the_answer * x
    ### END SOLUTION


# %%
check("double")

# %% [markdown]
# ## Shifting


# %% question="Shift"
class Shift:
    """Adds `amount` to an array."""

    def __init__(self, amount):
        self.amount = amount

    def __call__(self, x):
        """Return `x + amount`."""
        ### BEGIN SOLUTION
        return np.add(x, self.amount)
        ### END SOLUTION


# %% tags=["explore"]
print(double(np.arange(3)))

# %% [markdown] written="why_linear" points=2
# **Why** is `double` linear, and `Shift` not? Give the definition.
#
# === BEGIN MARK SCHEME ===
# One point for f(ax + by) = a f(x) + b f(y), one for Shift(0) being other than 0.
# === END MARK SCHEME ===
