#!/usr/bin/env python3
"""Reference values for single layers, small graphs and optimiser steps, from real Keras.

Every case is run by Keras in float64 on float32 inputs and weights and stored as float32, so that
the reference adds no rounding of its own. The same case is run in float32 too; the largest
differences are printed, as a floor for tolerances. Seeds come from the arrays' names.

    bench/peers make_layer_goldens.py formats/src/test/resources/goldens/layers
"""

import argparse
import json
import os
import zlib
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf

BATCH, TIME, CHANNELS = 3, 11, 5
POOLS = ((2, 2), (3, 3), (3, 2), (2, 3), (4, 3), (5, 1))
CONVOLUTIONS = ((2, 1), (3, 1), (3, 2), (4, 1), (4, 2), (4, 3), (5, 3), (9, 1))
# Keras 3's formula differs from the older one of the same name, so the cases name it apart.
WORDS = {"hard_sigmoid_keras3": "hard_sigmoid"}


def layer(kind, inputs=("input",), name=None, **settings):
    return {"kind": kind, "name": name or kind.lower(), "inputs": list(inputs), **settings}


def convolution(size, stride, padding, activation="linear", bias=True, name=None, filters=3):
    return layer(
        "Conv1D", name=name, filters=filters, kernel_size=size, strides=stride, padding=padding,
        activation=activation, use_bias=bias,
    )


def pooling(kind, size, stride, padding, **other):
    return layer(kind, pool_size=size, strides=stride, padding=padding, **other)


def recurrent(kind, units=3, sequences=False, backwards=False, gates="sigmoid", activation="tanh", **other):
    return layer(
        kind, units=units, return_sequences=sequences, go_backwards=backwards,
        activation=activation, recurrent_activation=gates, **other,
    )


def inner(spec):
    """A layer inside a Bidirectional has no inputs of its own."""
    return {key: value for key, value in spec.items() if key != "inputs"}


def dense(units, activation="linear", bias=True, **other):
    return layer("Dense", units=units, activation=activation, use_bias=bias, **other)


def cases():
    """(name, layers, input names); inputs are sequences (batch, time, channels) unless called vector."""
    for size, stride in CONVOLUTIONS:
        for padding in ("valid", "same"):
            yield f"conv_{padding}_k{size}_s{stride}", [convolution(size, stride, padding)], ["input"]
    yield "conv_same_k13_s1", [convolution(13, 1, "same")], ["input"]
    yield "conv_relu", [convolution(3, 1, "same", "relu")], ["input"]
    yield "conv_sigmoid_no_bias", [convolution(3, 1, "same", "sigmoid", False)], ["input"]
    for kind, word in (("MaxPooling1D", "max"), ("AveragePooling1D", "average")):
        for size, stride in POOLS:
            for padding in ("valid", "same"):
                yield f"{word}_{padding}_p{size}_s{stride}", [pooling(kind, size, stride, padding)], ["input"]
    yield "global_max", [layer("GlobalMaxPooling1D")], ["input"]
    yield "global_average", [layer("GlobalAveragePooling1D")], ["input"]
    for after in (True, False):
        for sequences in (False, True):
            for backwards in (False, True):
                name = "gru_" + ("after" if after else "before")
                name += "_sequences" * sequences + "_backwards" * backwards
                yield name, [recurrent("GRU", 3, sequences, backwards, reset_after=after)], ["input"]
        name = "gru_" + ("after" if after else "before") + "_hard_sigmoid_keras3"
        yield name, [recurrent("GRU", gates="hard_sigmoid_keras3", reset_after=after)], ["input"]
    for sequences in (False, True):
        for backwards in (False, True):
            name = "lstm" + "_sequences" * sequences + "_backwards" * backwards
            yield name, [recurrent("LSTM", 3, sequences, backwards)], ["input"]
    yield "lstm_hard_sigmoid_keras3", [recurrent("LSTM", gates="hard_sigmoid_keras3")], ["input"]
    yield "lstm_relu", [recurrent("LSTM", activation="relu")], ["input"]
    joins = [("concat", False), ("mul", False), ("concat", True), ("sum", True), ("ave", True), ("mul", True)]
    for mode, sequences in joins:
        spec = layer("Bidirectional", merge_mode=mode, layer=inner(recurrent("LSTM", 3, sequences)))
        yield f"bidirectional_lstm_{mode}" + "_sequences" * sequences, [spec], ["input"]
    spec = layer("Bidirectional", merge_mode="concat", layer=inner(recurrent("GRU", 3, True, reset_after=True)))
    yield "bidirectional_gru_concat_sequences", [spec], ["input"]
    words = ("linear", "relu", "sigmoid", "tanh", "softmax", "hard_sigmoid_keras3")
    for word in words:
        yield f"dense_{word}", [dense(4, word)], ["vector"]
        yield f"dense_sequence_{word}", [dense(4, word)], ["input"]
        yield f"activation_{word}", [layer("Activation", activation=word)], ["input"]
    yield "dense_no_bias", [dense(4, bias=False)], ["vector"]
    for kind in ("Multiply", "Add", "Average", "Concatenate"):
        yield kind.lower(), [layer(kind, ["input", "input_2"])], ["input", "input_2"]
    three = ["input", "input_2", "input_3"]
    for kind in ("Add", "Concatenate"):
        yield kind.lower() + "_three", [layer(kind, three)], three
    yield "graph_gated", [
        convolution(4, 4, "same", name="gate"),
        convolution(4, 4, "same", name="linear"),
        layer("Activation", ["gate"], "sigmoid", activation="sigmoid"),
        layer("Multiply", ["linear", "sigmoid"], "gated"),
        layer("Activation", ["gated"], "relu", activation="relu"),
        layer("GlobalMaxPooling1D", ["relu"], "largest"),
        dense(3, "softmax", name="head", inputs=["largest"]),
    ], ["input"]
    yield "graph_chain", [
        convolution(3, 1, "same", "relu", name="conv"),
        pooling("AveragePooling1D", 2, 2, "same", name="pool", inputs=["conv"]),
        recurrent("GRU", 4, True, reset_after=True, name="gru", inputs=["pool"]),
        layer("Bidirectional", ["gru"], "both", merge_mode="concat", layer=inner(recurrent("LSTM", 3))),
        dense(4, "relu", name="dense", inputs=["both"]),
        dense(3, "softmax", name="head", inputs=["dense"]),
    ], ["input"]
    yield "graph_residual", [
        convolution(3, 1, "same", "relu", name="conv", filters=5),
        layer("Add", ["input", "conv"], "sum"),
        layer("GlobalAveragePooling1D", ["sum"], "mean"),
        layer("GlobalMaxPooling1D", ["conv"], "largest"),
        layer("Concatenate", ["mean", "largest"], "side_by_side"),
        dense(3, name="head", inputs=["side_by_side"]),
    ], ["input"]


def random_of(key):
    return np.random.Generator(np.random.PCG64(zlib.crc32(key.encode())))


def array_of(key, shape, scale=1.0):
    return (scale * random_of(key).standard_normal(shape)).astype(np.float32)


def built(spec, dtype):
    """The Keras layer of a description."""
    settings = {key: WORDS.get(value, value) if isinstance(value, str) else value for key, value in spec.items()}
    kind = settings.pop("kind")
    settings.pop("inputs", None)
    if kind == "Bidirectional":
        settings["layer"] = built(settings["layer"], dtype)
    return getattr(keras.layers, kind)(dtype=dtype, **settings)


def extents(array):
    return "x".join(str(extent) for extent in array.shape)


def run(specs, inputs, shapes, dtype):
    """What Keras computes, by short names; the weights and the upstream gradient, by their keys.

    Layers of the same name and shape have the same weights in every case, which keeps the file small.
    """
    given = {key: tf.constant(array_of(key, shapes[key]), dtype) for key in inputs}
    layers = [built(spec, dtype) for spec in specs]

    def forward():
        values = {"input" if key == "vector" else key: value for key, value in given.items()}
        for spec, made in zip(specs, layers):
            read = [values[key] for key in spec["inputs"]]
            values[spec["name"]] = made(read if len(read) > 1 else read[0])
        return values[specs[-1]["name"]]

    forward()  # builds the weights
    weights = {}
    for spec, made in zip(specs, layers):
        chosen = {}
        for i, weight in enumerate(made.get_weights()):
            key = f"weights.{spec['name']}{i}.{extents(weight)}"
            chosen[key] = array_of(key, weight.shape, 0.4)
        made.set_weights(list(chosen.values()))
        weights |= chosen
    variables = [weight.value for made in layers for weight in made.weights]
    with tf.GradientTape() as tape:
        for value in given.values():
            tape.watch(value)
        output = forward()
        key = f"upstream.{extents(output)}"
        upstream = {key: array_of(key, output.shape)}
        total = tf.reduce_sum(output * tf.constant(upstream[key], dtype))
    by_input, by_weight = tape.gradient(total, (list(given.values()), variables))
    arrays = {"y": output.numpy()}
    arrays |= {f"dx{i}": tf.convert_to_tensor(gradient).numpy() for i, gradient in enumerate(by_input)}
    arrays |= {f"dw{i}": tf.convert_to_tensor(gradient).numpy() for i, gradient in enumerate(by_weight)}
    return arrays, weights, upstream


def steps(spec, dtype):
    """A tiny classifier moved three times on the same batch: arrays by short names."""
    model = keras.Sequential(
        [
            keras.layers.Input((CHANNELS,), dtype=dtype),
            keras.layers.Dense(4, activation="tanh", dtype=dtype, name="hidden"),
            keras.layers.Dense(3, activation="softmax", dtype=dtype, name="head"),
        ]
    )
    before = [array_of(f"step.w{i}", weight.shape, 0.4) for i, weight in enumerate(model.get_weights())]
    model.set_weights(before)
    x = array_of("step.x", (8, CHANNELS))
    y = np.array([0, 1, 2, 2, 1, 0, 2, 2])
    class_weights = spec.get("class_weights")
    sample_weights = None if class_weights is None else np.array(class_weights)[y].astype(dtype)
    settings = {key: value for key, value in spec.items() if key in ("learning_rate", "global_clipnorm")}
    optimizer = getattr(keras.optimizers, spec["kind"])(**settings)
    entropy = keras.losses.CategoricalCrossentropy(dtype=dtype)
    arrays = {f"w{i}": weight for i, weight in enumerate(before)}
    losses = []
    for step in (1, 2, 3):
        with tf.GradientTape() as tape:
            guess = model(tf.constant(x, dtype), training=True)
            loss = entropy(tf.constant(np.eye(3)[y], dtype), guess, sample_weight=sample_weights)
        gradients = tape.gradient(loss, [weight.value for weight in model.trainable_variables])
        losses.append(float(loss))
        if step == 1:
            arrays |= {f"dw{i}": gradient.numpy() for i, gradient in enumerate(gradients)}
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        arrays |= {f"after{step}_w{i}": weight for i, weight in enumerate(model.get_weights())}
    return arrays, losses, x, y


def optimizer_cases():
    yield "adam", {"kind": "Adam", "learning_rate": 0.01}
    yield "adam_global_clipnorm", {"kind": "Adam", "learning_rate": 0.01, "global_clipnorm": 0.1}
    yield "adam_class_weights", {"kind": "Adam", "learning_rate": 0.01, "class_weights": [2.0, 0.5, 1.0]}
    yield "rmsprop_global_clipnorm", {"kind": "RMSprop", "learning_rate": 0.01, "global_clipnorm": 0.1}


class Difference:
    """The largest difference between Keras in float32 and in float64, and where."""

    def __init__(self):
        self.largest, self.where = 0.0, ""

    def see(self, where, exact, single):
        for key, value in exact.items():
            difference = float(np.max(np.abs(value - single[key])))
            if difference > self.largest:
                self.largest, self.where = difference, f"{where}.{key}"

    def __str__(self):
        return f"{self.largest:.1e} ({self.where})"


def main():
    parser = argparse.ArgumentParser(description="Writes layers.npz and cases.json.")
    parser.add_argument("out", type=Path, help="folder to write them to")
    options = parser.parse_args()
    shapes = {key: (BATCH, TIME, CHANNELS) for key in ("input", "input_2", "input_3")}
    shapes["vector"] = (BATCH, CHANNELS)
    arrays = {key: array_of(key, shape) for key, shape in shapes.items()}
    described, differences = [], {"outputs": Difference(), "gradients": Difference(), "steps": Difference()}

    for name, specs, inputs in cases():
        exact, weights, upstream = run(specs, inputs, shapes, "float64")
        single, _, _ = run(specs, inputs, shapes, "float32")
        differences["outputs"].see(name, {"y": exact["y"]}, single)
        differences["gradients"].see(name, {k: v for k, v in exact.items() if k != "y"}, single)
        arrays |= weights | upstream | {f"{name}.{key}": value for key, value in exact.items()}
        described.append(
            {
                "name": name,
                "layers": specs,
                "inputs": inputs,
                "weights": list(weights),
                "output": f"{name}.y",
                "upstream": next(iter(upstream)),
                "input_gradients": [f"{name}.dx{i}" for i in range(len(inputs))],
                "weight_gradients": [f"{name}.dw{i}" for i in range(len(weights))],
            }
        )

    moved = []
    for name, spec in optimizer_cases():
        exact, losses, x, y = steps(spec, "float64")
        differences["steps"].see(name, exact, steps(spec, "float32")[0])
        arrays["step.x"] = x
        arrays |= {f"step.w{i}": exact[f"w{i}"] for i in range(4)}
        arrays |= {f"{name}.{key}": value for key, value in exact.items() if key[0] != "w"}
        moved.append(
            {
                "name": name,
                "optimizer": spec,
                "layers": [inner(dense(4, "tanh", name="hidden")), inner(dense(3, "softmax", name="head"))],
                "input": "step.x",
                "classes": [int(label) for label in y],
                "weights": [f"step.w{i}" for i in range(4)],
                "losses": losses,
                "weight_gradients": [f"{name}.dw{i}" for i in range(4)],
                "after": [[f"{name}.after{step}_w{i}" for i in range(4)] for step in (1, 2, 3)],
            }
        )

    options.out.mkdir(parents=True, exist_ok=True)
    rounded = {key: np.asarray(value, np.float32) for key, value in arrays.items()}
    np.savez_compressed(options.out / "layers.npz", **rounded)
    with open(options.out / "cases.json", "w") as file:
        file.write('{"keras": %s, "tensorflow": %s,\n' % (json.dumps(keras.__version__), json.dumps(tf.__version__)))
        for key, rows in (("cases", described), ("optimizers", moved)):
            file.write(f'"{key}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]")
            file.write(",\n" if key == "cases" else "}\n")
    print(f"{len(described)} cases, {len(moved)} optimisers, {len(arrays)} arrays")
    for key, difference in differences.items():
        print(f"largest difference of Keras' own float32, {key}: {difference}")


if __name__ == "__main__":
    main()
