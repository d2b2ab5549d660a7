"""
question: train_classifier
caught_by: digits

The network has hardly begun to learn. Let it see all the data more often, or take larger steps.
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.01), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=1, verbose=0)
    return model
