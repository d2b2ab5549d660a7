"""
question: OutputLayer

Keras's own dense layer, which has the same arguments.
"""


class OutputLayer(keras.layers.Dense):
    pass
