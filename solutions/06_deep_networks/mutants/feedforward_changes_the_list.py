"""
question: feedforward
caught_by: sizes

The network is right, but `hidden_sizes` has grown: `append` changes the caller's own list. Make a
new one.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    hidden_sizes.append(output_size)
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes[:-1]:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(hidden_sizes[-1])(x))
