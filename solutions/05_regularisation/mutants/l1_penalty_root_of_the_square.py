"""
question: L1Penalty
caught_by: gradient at 0

The absolute value is written as the root of the square, whose derivative at 0 is 0 / 0: one weight
of 0 makes the gradient NaN. There is an operation for the absolute value itself.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(ops.sqrt(ops.square(weights)))
