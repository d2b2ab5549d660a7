"""
question: LearnedReLU

Keras's own PReLU, its slopes shared over all axes but the last.
"""


class LearnedReLU(keras.layers.PReLU):
    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {"initial_alpha": self.initial_alpha, **keras.layers.Layer.get_config(self)}

    def build(self, input_shape):
        start = keras.initializers.Constant(self.initial_alpha)
        self.alpha = self.add_weight(shape=(input_shape[-1],), initializer=start)
