"""
question: RMSProp

The average moves towards the new square by a share of the difference, and the reciprocal of the
root comes from TensorFlow.
"""


@keras.saving.register_keras_serializable(package="course")
class RMSProp(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def get_config(self):
        return {**super().get_config(), "rho": self.rho, "epsilon": self.epsilon}

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.squares = [self.add_variable_from_reference(v, "square") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(gradient)
        square = self.squares[self.index_of[variable.ref()]]
        square.assign_add((1 - self.rho) * (gradient**2 - square))
        scale = tf.math.rsqrt(square + self.epsilon)
        variable.assign_sub(ops.cast(learning_rate, variable.dtype) * gradient * scale)
