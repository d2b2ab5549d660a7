"""
question: RMSProp

Keras's own, which has the same arguments and more.
"""


class RMSProp(keras.optimizers.RMSprop):
    pass
