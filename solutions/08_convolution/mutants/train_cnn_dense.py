"""
question: train_cnn
caught_by: parameter budget

Your dense layer has a weight for each of the 784 pixels and each unit, far more than the budget.
Convolutions share their weights between places.
"""


def train_cnn(x, y):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.003), loss)
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
