"""
question: L1Penalty
caught_by: values

There is a factor ½ that the formula does not have. (It is sometimes written in front of L2, to
cancel the 2 of its derivative; |w| leaves none.)
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return 0.5 * self.strength * ops.sum(ops.abs(weights))
