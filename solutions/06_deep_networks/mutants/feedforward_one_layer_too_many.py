"""
question: feedforward
caught_by: sizes

There is one layer too many: a layer of `input_size` units comes before the first hidden layer.
The input is given, it needs no layer.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in [input_size, *hidden_sizes]:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
