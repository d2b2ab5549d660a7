"""
question: L1Penalty
caught_by: values

This is the length of the weights as a vector, the root of the sum of squares. L1 takes no squares:
it sums absolute values.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sqrt(ops.sum(ops.square(weights)))
