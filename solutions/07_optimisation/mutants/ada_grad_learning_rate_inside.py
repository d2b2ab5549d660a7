"""
question: AdaGrad
caught_by: trajectory

The learning rate is in the accumulator too, where it cancels: the steps hardly depend on it. Sum
the squares of the gradients alone.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        step = learning_rate * gradient
        self.assign_add(accumulator, ops.square(step))
        self.assign_sub(variable, step / ops.sqrt(accumulator + self.epsilon))
