"""
question: train_classifier
caught_by: honest probabilities

Softmax runs over the batch: each column sums to 1. In a row of probabilities, the classes along
the last axis are what sums to 1.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes),
        ]
    )
    model.compile(
        keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return lambda new: ops.softmax(model(new), axis=0)
