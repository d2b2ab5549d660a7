"""
question: train_classifier
caught_by: honest probabilities

The answers are confident where they are wrong: the steps are so large that training jumps over
the minimum. Try a smaller learning rate.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(1.0), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return model
