"""
question: self_information
caught_by: rare outcomes

A small number was added inside the logarithm, so that nothing can be more surprising than that
number allows. What is rarer than it gets a wrong value, and what is impossible a finite one.
"""


def self_information(p):
    return -ops.log(p + keras.backend.epsilon())
