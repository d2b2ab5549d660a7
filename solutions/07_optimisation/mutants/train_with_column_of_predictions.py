"""
question: train_with
caught_by: steps

The predictions are a column, of shape (batch, 1). Asked for is one number for each input:
(batch,).
"""


def train_with(optimizer, x, y):
    model = keras.Sequential(
        [keras.Input(x.shape[1:]), keras.layers.Dense(64, "tanh"), keras.layers.Dense(1)]
    )
    model.compile(optimizer, "mse", jit_compile=False)
    model.fit(x, y, batch_size=32, epochs=32, verbose=0)
    return model
