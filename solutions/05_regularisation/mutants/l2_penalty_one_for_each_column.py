"""
question: L2Penalty
caught_by: values

There is one number for each column, as only the first axis is summed. Sum over all axes, whatever
the shape.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(ops.square(weights), axis=0)
