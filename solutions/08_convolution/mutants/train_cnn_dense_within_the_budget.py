"""
question: train_cnn
caught_by: accuracy on unseen digits

A dense network small enough for the budget sees too coarse an image, and learns every place anew.
Convolutions can look closely with few weights.
"""


def train_cnn(x, y):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.AveragePooling2D(4),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.003), loss)
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
