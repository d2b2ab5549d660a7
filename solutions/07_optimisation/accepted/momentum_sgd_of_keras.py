"""
question: MomentumSGD

Keras's own, which has the same arguments.
"""


class MomentumSGD(keras.optimizers.SGD):
    pass
