"""
question: train_classifier
caught_by: digits

The predictions are those of a network that has not learnt anything. Compiling does not train:
where is `fit`?
"""


def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    return model
