"""
question: AdaGrad
caught_by: trajectory

The weights go along the gradient, towards larger costs. The step has to be subtracted.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign_add(accumulator, ops.square(gradient))
        self.assign_add(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
