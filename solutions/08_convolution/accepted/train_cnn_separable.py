"""
question: train_cnn

Depthwise separable convolutions, which spend fewer parameters on each layer, with RMSprop and
a dense layer behind a small flattened map.
"""


def train_cnn(x, y):
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 5, strides=2)])
    for filters in (24, 48):
        model.add(keras.layers.BatchNormalization(momentum=0.9))
        model.add(keras.layers.ReLU())
        model.add(keras.layers.SeparableConv2D(filters, 3, padding="same"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.BatchNormalization(momentum=0.9))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.GlobalMaxPooling2D())
    model.add(keras.layers.Dense(10))
    num_steps = 10 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.PolynomialDecay(0.01, num_steps, end_learning_rate=1e-4)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.RMSprop(rate), loss)
    model.fit(x, y, batch_size=32, epochs=10, verbose=0)
    return model
