"""
question: L1Penalty

The two cases of the absolute value; at 0 the slope is that of the second. The strength is rounded
to float32 on the way.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        sizes = tf.where(weights < 0, -weights, weights)
        return tf.cast(self.strength, weights.dtype) * tf.reduce_sum(sizes)
