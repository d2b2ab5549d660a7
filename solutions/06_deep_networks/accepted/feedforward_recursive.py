"""
question: feedforward

A network is a layer upon a shorter network.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    def hidden(sizes, inputs):
        if not sizes:
            return inputs
        return keras.layers.Dense(sizes[-1], activation)(hidden(sizes[:-1], inputs))

    inputs = keras.Input((input_size,))
    return keras.Model(inputs, keras.layers.Dense(output_size)(hidden(hidden_sizes, inputs)))
