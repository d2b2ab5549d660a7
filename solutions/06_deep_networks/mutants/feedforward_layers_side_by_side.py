"""
question: feedforward
caught_by: sizes

Every hidden layer is called on the input, not on the layer below it. The output sees only the
last of them.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size, activation=activation)(inputs)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
