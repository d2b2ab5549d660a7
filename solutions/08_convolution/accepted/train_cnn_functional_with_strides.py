"""
question: train_cnn

A functional model whose first convolution has a stride, with average pooling at the end and
probabilities as outputs.
"""


def train_cnn(x, y):
    image = keras.Input((28, 28, 1))
    features = image
    for filters, window, stride in ((8, 5, 2), (16, 3, 2), (16, 3, 1)):
        features = keras.layers.Conv2D(filters, window, strides=stride, padding="same")(features)
        features = keras.layers.BatchNormalization(momentum=0.9)(features)
        features = keras.layers.LeakyReLU()(features)
    features = keras.layers.GlobalMaxPooling2D()(features)
    model = keras.Model(image, keras.layers.Dense(10, activation="softmax")(features))
    rate = keras.optimizers.schedules.CosineDecay(0.01, 12 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    return model
