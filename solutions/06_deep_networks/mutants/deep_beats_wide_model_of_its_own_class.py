"""
question: deep_beats_wide
caught_by: parameter budget

The model is of a class of its own, which cannot be built again from its configuration. Use
keras.Sequential or a functional keras.Model.
"""


class Deep(keras.Model):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.hidden = [keras.layers.Dense(width, "relu") for _ in range(2)]
        self.last = keras.layers.Dense(1)

    def call(self, inputs):
        for layer in self.hidden:
            inputs = layer(inputs)
        return self.last(inputs)


def deep_beats_wide(x, y, budget):
    model = Deep(4)
    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)
    return model
