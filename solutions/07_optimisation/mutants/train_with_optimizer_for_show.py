"""
question: train_with
caught_by: steps

The predictions do not depend on the steps of the given optimizer: another one has trained the
model, or it was solved for. The given one is to train it.
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
    idle = keras.Variable(np.zeros(1, "float32"))
    for _ in range(100):
        optimizer.apply_gradients([(tf.zeros(1), idle)])
    optimizer = keras.optimizers.Adam(0.01)
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
    return model
