"""
question: train_with

Keras's own loop.
"""


def train_with(optimizer, x, y):
    model = keras.Sequential(
        [keras.Input(x.shape[1:]), keras.layers.Dense(64, "tanh"), keras.layers.Dense(1)]
    )
    model.compile(optimizer, "mse", jit_compile=False)
    model.fit(x, y, batch_size=32, epochs=32, verbose=0)
    return lambda new: ops.squeeze(model(new), axis=-1)
