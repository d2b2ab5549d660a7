"""
question: AdaGrad
caught_by: trajectory

The step is divided by the sum from before this step, so that a sudden large gradient is not
slowed down. Add its square first.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
        self.assign_add(accumulator, ops.square(gradient))
