"""
question: AdaGrad

The state is the root itself, the length of the vector of all gradients so far, which grows as a
hypotenuse does.
"""


@keras.saving.register_keras_serializable(package="course")
class AdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def get_config(self):
        own = {
            "initial_accumulator_value": self.initial_accumulator_value,
            "epsilon": self.epsilon,
        }
        return {**super().get_config(), **own}

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        first = keras.initializers.Constant((self.initial_accumulator_value + self.epsilon) ** 0.5)
        self.lengths = self.add_optimizer_variables(variables, "length", initializer=first)

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        length = self.lengths[self.index_of[variable.ref()]]
        length.assign(ops.sqrt(ops.square(length) + ops.square(gradient)))
        variable.assign_sub(ops.cast(learning_rate, variable.dtype) * gradient / length)
