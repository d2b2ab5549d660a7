"""
question: L1Penalty
caught_by: values

This is the 1-norm of a *matrix*: the largest of the columns' sums. Only one column pays then. All
entries of the array pay, as if they stood in one long row.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.norm(weights, ord=1)
