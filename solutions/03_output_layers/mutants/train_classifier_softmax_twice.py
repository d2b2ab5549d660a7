"""
question: train_classifier
caught_by: honest probabilities

Softmax is applied to what are probabilities already, so that every row is nearly uniform. Apply
it once, to the logits.
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
    return lambda new: ops.softmax(model(new))
