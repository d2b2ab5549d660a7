"""
question: train_classifier
caught_by: honest probabilities

Each class has a sigmoid of its own, so that the rows don't sum to 1. The classes exclude each
other: one distribution for all of them.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    model.fit(x, keras.ops.one_hot(y, num_classes), batch_size=32, epochs=40, verbose=0)
    return model
