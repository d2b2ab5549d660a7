"""
question: AdaGrad
caught_by: trajectory

The step is divided by the accumulator itself. The accumulator grows with the square of the
gradient: its root has the gradient's own size.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign_add(accumulator, ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / (accumulator + self.epsilon))
