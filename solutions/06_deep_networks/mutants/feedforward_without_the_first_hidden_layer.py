"""
question: feedforward
caught_by: sizes

One hidden layer is missing: the first of `hidden_sizes` is no size of the input, it is a layer.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes[1:]:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
