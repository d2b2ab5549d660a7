"""
question: train_two_moons
caught_by: honest probabilities

Training ends after one pass over the data. The border is a blurred line by then; watch the loss,
and go on while it falls.
"""


def train_two_moons(x, y):
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    model.fit(x, y, batch_size=100, epochs=1, verbose=0)
    return model
