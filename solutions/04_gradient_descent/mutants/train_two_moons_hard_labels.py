"""
question: train_two_moons
caught_by: honest probabilities

The function returns 0 or 1 where a probability was asked for. In the middle between the moons
nobody can be sure.
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
    model.compile(keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return lambda inputs: np.round(model(inputs))
