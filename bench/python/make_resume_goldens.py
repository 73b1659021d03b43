"""Makes the goldens of trainings that go on: a small network, trained for two steps and saved with its optimiser's state, and its
weights after Keras' own third step.

    PEER=keras2.1 PYTHON=python3.7 bench/peers make_resume_goldens.py keras OUT keras2.1.5
    PEER=tf2.0 PYTHON=python3.7 bench/peers make_resume_goldens.py tensorflow.keras OUT tf2.0
    PEER=keras2.15 PYTHON=python3.11 bench/peers make_resume_goldens.py keras OUT keras2.15
    bench/peers make_resume_goldens.py tf_keras OUT tf_keras2.21
    bench/peers make_resume_goldens.py keras OUT keras3.15

Leaves in OUT, for RMSprop and Adam: NAME.h5 (and NAME.keras, where that Keras writes it), NAME.before.npy and NAME.after.npy (all
weights in get_weights() order, flat float32), NAME.out.npy (what the saved model answers to x3), and x3.npy, y3.npy, the batch of
the third step. No number occurs twice in a batch: Keras 3 squares the gradients of an embedding's repeated rows one by one, which no
other Keras does, so there alone its steps would be others. No dropout; rate 0.01.
"""

import importlib
import os
import sys

import numpy as np

module, out, tag = sys.argv[1:4]
if tag == "keras2.1.5":
    # Without this, its update of a layer's weights may come before the gradient of the layer below has read them: the same checkpoint
    # then steps up to 0.74 of the largest change away from its own rule. Variables of their own make the step what the rule says.
    import tensorflow

    tensorflow.compat.v1.enable_resource_variables()
if not os.path.isdir(out):
    os.makedirs(out)
if module == "tensorflow.keras":
    from tensorflow import keras
else:
    keras = importlib.import_module(module)
layers = keras.layers

ROWS, LENGTH, CLASSES, BATCH = 60, 10, 3, 6
random = np.random.RandomState(7)
batches = []
for _ in range(3):
    x = random.permutation(ROWS).reshape(BATCH, LENGTH).astype("int32")
    batches.append((x, np.eye(CLASSES, dtype="float32")[random.randint(0, CLASSES, BATCH)]))


def network():
    gates = dict(recurrent_activation="sigmoid")
    model = keras.models.Sequential()
    if int(keras.__version__.split(".")[0]) >= 3:
        model.add(keras.Input((LENGTH,)))
        model.add(layers.Embedding(ROWS, 4, name="embed"))
    else:
        model.add(layers.Embedding(ROWS, 4, input_length=LENGTH, name="embed"))
    model.add(layers.Conv1D(4, 3, padding="same", activation="tanh"))
    model.add(layers.AveragePooling1D(2))
    model.add(layers.LSTM(3, return_sequences=True, **gates))
    model.add(layers.GRU(3, return_sequences=True, reset_after=True, go_backwards=True, **gates))
    model.add(layers.Bidirectional(layers.LSTM(2, **gates), merge_mode="sum"))
    model.add(layers.Dense(CLASSES, activation="softmax"))
    return model


def flat(model):
    return np.concatenate([w.ravel() for w in model.get_weights()]).astype("float32")


for rule, kind in (("rmsprop", "RMSprop"), ("adam", "Adam")):
    model = network()
    start = np.random.RandomState(11)
    model.set_weights([start.normal(0, 0.4, w.shape).astype("float32") for w in model.get_weights()])
    optimizer = getattr(keras.optimizers, kind)
    try:
        optimizer = optimizer(learning_rate=0.01)
    except TypeError:
        optimizer = optimizer(lr=0.01)
    model.compile(optimizer=optimizer, loss="categorical_crossentropy")
    for x, y in batches[:2]:
        model.train_on_batch(x, y)
    name = os.path.join(out, "%s.%s" % (tag, rule))
    model.save(name + ".h5")
    if tag in ("keras2.15", "keras3.15"):
        model.save(name + ".keras")
    before = flat(model)
    np.save(name + ".before.npy", before)
    x, y = batches[2]
    np.save(name + ".out.npy", model.predict(x))
    model.train_on_batch(x, y)
    after = flat(model)
    np.save(name + ".after.npy", after)
    print(keras.__version__, rule, before.shape, "largest step", np.abs(after - before).max())

np.save(os.path.join(out, "x3.npy"), batches[2][0])
np.save(os.path.join(out, "y3.npy"), batches[2][1])
