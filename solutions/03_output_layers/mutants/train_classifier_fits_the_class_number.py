"""
question: train_classifier
caught_by: digits

The class number is fitted as if it were a quantity, as if class 3 lay between 2 and 4. Classes
are names: give each an output of its own.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), loss="mse")
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    centres = ops.arange(num_classes, dtype="float32")
    return lambda new: ops.softmax(-ops.square(model(new) - centres))
