"""
question: L1Penalty
caught_by: values

The strength is missing: every penalty is the one of strength 1.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return ops.sum(ops.abs(weights))
