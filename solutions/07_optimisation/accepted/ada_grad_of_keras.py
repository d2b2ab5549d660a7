"""
question: AdaGrad

Keras's own, which has the same arguments.
"""


class AdaGrad(keras.optimizers.Adagrad):
    pass
