"""
question: MomentumSGD

The heavy ball without a velocity: the state is where each weight was before its last step, and
momentum is a share of the way from there.
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
        self.steps = self.add_optimizer_variables(variables, "last_step")

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        last = self.steps[self.index_of[variable.ref()]]
        before = tf.identity(variable)
        there = before + self.momentum * last - ops.cast(learning_rate, variable.dtype) * gradient
        variable.assign(there)
        last.assign(there - before)
