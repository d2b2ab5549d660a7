"""
question: AdaGrad
caught_by: in a model

The sums are TensorFlow variables of their own, which Keras does not save with the model: after
loading, the accumulator starts again from its initial value. `self.add_optimizer_variables` makes
state that is saved.
"""


class AdaGrad(AdaGrad):
    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        start = self.initial_accumulator_value
        self.sums = [tf.Variable(start * tf.ones(v.shape, v.dtype)) for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        self.sums[index].assign_add(ops.square(gradient))
        self.assign_sub(
            variable, learning_rate * gradient / ops.sqrt(self.sums[index] + self.epsilon)
        )
