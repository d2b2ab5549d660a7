"""
question: train_with
caught_by: with Adam

Inputs and targets are shuffled separately, so that there is nothing to learn but the mean. Take
the same rows of both.
"""


def train_with(optimizer, x, y):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(64, activation="tanh"),
            keras.layers.Dense(1),
            keras.layers.Reshape(()),
        ]
    )
    optimizer.build(model.trainable_variables)

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            cost = ops.mean(ops.square(model(inputs) - targets))
        gradients = tape.gradient(cost, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights, strict=True))

    random = np.random.default_rng(0)
    for _ in range(32):
        order = random.permutation(len(x))
        other = random.permutation(len(x))
        for first in range(0, len(x), 32):
            rows, targets = order[first : first + 32], other[first : first + 32]
            step(tf.constant(x[rows]), tf.constant(y[targets]))
    return model
