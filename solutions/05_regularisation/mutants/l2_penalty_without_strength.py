"""
question: L2Penalty
caught_by: values

The strength does not occur in the result: all penalties are as if it were 1.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return ops.sum(ops.square(weights))
