"""
question: BatchNormalization

Keras's own layer, which has the same arguments and the same weights.
"""


class BatchNormalization(keras.layers.BatchNormalization):
    def __init__(self, momentum=0.99, epsilon=1e-3, **kwargs):
        super().__init__(momentum=momentum, epsilon=epsilon, **kwargs)
