"""
question: Adam

Sums instead of averages, each divided by the sum of its weights, a geometric series.
"""


@keras.saving.register_keras_serializable(package="course")
class Adam(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def get_config(self):
        own = {"beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon}
        return {**super().get_config(), **own}

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        self.sums = self.add_optimizer_variables(variables, ["first", "second"])

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        time = ops.cast(self.iterations + 1, variable.dtype)
        moments = []
        for sums, power, beta in zip(self.sums, (1, 2), (self.beta_1, self.beta_2), strict=True):
            total = sums[self.index_of[variable.ref()]]
            total.assign(beta * total + gradient**power)
            moments.append(total * (1 - beta) / (1 - beta**time))
        rate = ops.cast(learning_rate, variable.dtype)
        variable.assign_sub(rate * moments[0] / (moments[1] ** 0.5 + self.epsilon))
