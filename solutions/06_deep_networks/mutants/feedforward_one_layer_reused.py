"""
question: feedforward
caught_by: functions as activations

Equally large hidden layers share their weights, because one layer object is called several times.
Make a new layer each time.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    made = {}
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        key = (x.shape[-1], size)
        if key not in made:
            made[key] = keras.layers.Dense(size, activation=activation)
        x = made[key](x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
