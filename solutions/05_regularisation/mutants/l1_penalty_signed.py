"""
question: L1Penalty
caught_by: values

The weights are summed with their signs, so that 3 and -3 pay nothing together. Take the size of
each before you sum.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(weights)
