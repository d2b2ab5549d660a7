"""
question: L2Penalty
caught_by: values

Each weight's square is returned by itself. The penalty is their sum, one number.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.square(weights)
