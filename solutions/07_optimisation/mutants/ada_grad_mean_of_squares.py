"""
question: AdaGrad
caught_by: trajectory

The squares are averaged over the steps. AdaGrad adds them up, and so its steps shrink with time
even where the gradients stay as large as they were.
"""


@keras.saving.register_keras_serializable(package="course")
class AdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def get_config(self):
        return {
            **super().get_config(),
            "initial_accumulator_value": self.initial_accumulator_value,
            "epsilon": self.epsilon,
        }

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        initial = keras.initializers.Constant(self.initial_accumulator_value)
        self.accumulators = self.add_optimizer_variables(variables, "accumulator", initial)

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign_add(accumulator, ops.square(gradient))
        steps = ops.cast(self.iterations + 1, variable.dtype)
        self.assign_sub(
            variable, learning_rate * gradient / ops.sqrt(accumulator / steps + self.epsilon)
        )
