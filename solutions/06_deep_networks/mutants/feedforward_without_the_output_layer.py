"""
question: feedforward
caught_by: sizes

The network ends with the last hidden layer; the output layer is missing.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, x)
