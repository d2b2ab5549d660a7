"""
question: train_classifier
caught_by: honest probabilities

The likeliest class gets probability 1 and all others 0, so that each mistake is made with full
confidence. Return the probabilities, not the choice.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return lambda new: ops.one_hot(ops.argmax(model(new), axis=-1), num_classes)
