"""
question: train_cnn
caught_by: accuracy on unseen digits

Images and labels are shuffled apart, so that no image keeps its own label. Use one permutation for
both.
"""


def train_cnn(x, y):
    def convolution(filters, window, **options):
        return [
            keras.layers.Conv2D(filters, window, padding="same", use_bias=False, **options),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
        ]

    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.MaxPooling2D(2),
            *convolution(8, 3),
            keras.layers.MaxPooling2D(2),
            *convolution(16, 3),
            *convolution(20, 3),
            keras.layers.GlobalMaxPooling2D(),
            keras.layers.Dense(10),
        ]
    )
    num_steps = 8 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.01, num_steps)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss)
    y = np.random.default_rng(0).permutation(y)
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
