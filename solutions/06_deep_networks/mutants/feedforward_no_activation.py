"""
question: feedforward
caught_by: values

There is no activation between the layers, so that together they are a single linear layer.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
