"""
question: MomentumSGD

State that is made one by one in a dict, and arithmetic that leaves the gradient sparse.
"""


@keras.saving.register_keras_serializable(package="course")
class MomentumSGD(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.0, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.momentum = momentum

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum}

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.velocity_of = [
            self.add_variable(v.shape, dtype=v.dtype, name=f"velocity_{i}")
            for i, v in enumerate(variables)
        ]

    def update_step(self, gradient, variable, learning_rate):
        velocity = self.velocity_of[self.index_of[variable.ref()]]
        rate = ops.cast(learning_rate, variable.dtype)
        self.assign(velocity, ops.multiply(velocity, self.momentum))
        self.assign_sub(velocity, ops.multiply(gradient, rate))
        self.assign_add(variable, velocity)
