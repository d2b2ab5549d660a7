"""
question: L2Penalty
caught_by: values

There is a factor ½. Some books have it, as does `tf.nn.l2_loss`; the formula here has not, nor has
Keras.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return 0.5 * self.strength * ops.sum(ops.square(weights))
