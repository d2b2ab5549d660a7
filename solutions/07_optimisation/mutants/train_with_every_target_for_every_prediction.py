"""
question: train_with
caught_by: with Adam

Predictions of shape (batch, 1) minus targets of shape (batch,) give a square of differences, each
prediction against every target: the model learns the mean. Give both the same shape.
"""


def train_with(optimizer, x, y):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(64, activation="tanh"),
            keras.layers.Dense(1),
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
        for first in range(0, len(x), 32):
            rows = order[first : first + 32]
            step(tf.constant(x[rows]), tf.constant(y[rows]))
    return lambda new: model(new)[:, 0]
