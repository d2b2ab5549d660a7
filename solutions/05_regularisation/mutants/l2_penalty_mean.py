"""
question: L2Penalty
caught_by: values

The squares are averaged. The penalty is their sum, so that the pull on a weight does not depend on
how many others there are.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.mean(ops.square(weights))
