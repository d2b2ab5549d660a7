"""
question: train_cnn
caught_by: parameter budget

The model is a subclass with a `call` of its own, which can't be built again from its
configuration. Use `keras.Sequential` or a functional `keras.Model`.
"""


class SmallNetwork(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = keras.layers.Conv2D(8, 5, strides=2, activation="relu")
        self.second = keras.layers.Conv2D(16, 3, strides=2, activation="relu")
        self.pool = keras.layers.GlobalMaxPooling2D()
        self.scores = keras.layers.Dense(10)

    def call(self, x):
        return self.scores(self.pool(self.second(self.convolution(x))))


def train_cnn(x, y):
    model = SmallNetwork()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss)
    model.fit(x, y, batch_size=32, epochs=2, verbose=0)
    return model
