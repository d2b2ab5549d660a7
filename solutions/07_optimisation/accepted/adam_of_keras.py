"""
question: Adam

Keras's own, which adds epsilon before the bias correction.
"""


class Adam(keras.optimizers.Adam):
    pass
