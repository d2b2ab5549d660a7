"""
question: L2Penalty
caught_by: values

A root is taken of the sum of squares. L2 as a penalty is the square of the length, not the length:
25 for the weights 3 and 4.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sqrt(ops.sum(ops.square(weights)))
