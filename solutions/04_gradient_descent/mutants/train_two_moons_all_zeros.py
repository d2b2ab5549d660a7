"""
question: train_two_moons
caught_by: moons

All weights start at 0, and the hidden units stay alike: the gradient of each is 0. Leave the
first weights to Keras's random numbers.
"""


def train_two_moons(x, y):
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(16, activation="tanh", kernel_initializer="zeros"),
            keras.layers.Dense(16, activation="tanh", kernel_initializer="zeros"),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return model
