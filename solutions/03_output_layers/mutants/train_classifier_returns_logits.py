"""
question: train_classifier
caught_by: honest probabilities

The rows are logits: some entries are negative, and the sums are not 1. Which function turns
logits into probabilities?
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
    return model
