package io.ichnite.nn;

import io.ichnite.error.BadShape;
import io.ichnite.nn.WeightSpec.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer, described: data only, printable and comparable. Names and numbers are Keras' own. The list is closed, as the
 * engine has to know each of them.
 */
public sealed interface LayerSpec {
    /** Unique within a network. */
    String name();

    /** Keras' class name. */
    String kind();

    /**
     * The shape of the output for inputs of the given shapes.
     *
     * @throws BadShape if the layer cannot take them
     */
    Shape output(List<Shape> inputs);

    /** The trained arrays, in Keras' order, for inputs of the given shapes. */
    default List<WeightSpec> weights(List<Shape> inputs) {
        return List.of();
    }

    /** Looks up one row of {@code width} numbers for each integer below {@code rows}. */
    record Embedding(String name, int rows, int width) implements LayerSpec {
        public Embedding {
            Checks.atLeastOne("rows", rows);
            Checks.atLeastOne("width", width);
        }

        @Override
        public String kind() {
            return "Embedding";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Checks.only(name, inputs);
            if (input.rank() != 1) {
                throw new BadShape(name + ": expected an input of shape (time), found " + input);
            }
            return Shape.of(input.extent(0), width);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            return List.of(new WeightSpec(name + "/embeddings", Shape.of(rows, width), Start.UNIFORM));
        }
    }

    /** Filters that slide along time; kernel of shape (size, channels in, filters). */
    record Conv1D(String name, int filters, int size, int stride, Padding padding, Activation activation, boolean bias)
            implements LayerSpec {
        public Conv1D {
            Checks.atLeastOne("filters", filters);
            Checks.atLeastOne("kernel size", size);
            Checks.atLeastOne("stride", stride);
        }

        @Override
        public String kind() {
            return "Conv1D";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Checks.sequence(name, inputs);
            int windows = padding.windows(input.extent(0), size, stride);
            if (windows < 1) {
                throw new BadShape(name + ": a kernel of " + size + " does not fit an input of shape " + input);
            }
            return Shape.of(windows, filters);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            int channels = Checks.sequence(name, inputs).extent(1);
            WeightSpec kernel =
                    new WeightSpec(name + "/kernel", Shape.of(size, channels, filters), Start.GLOROT_UNIFORM);
            return bias
                    ? List.of(kernel, new WeightSpec(name + "/bias", Shape.of(filters), Start.ZEROS))
                    : List.of(kernel);
        }
    }

    /** The largest or the mean value of each window; places of a window outside the sequence do not count. */
    record Pooling1D(String name, Pool pool, int size, int stride, Padding padding) implements LayerSpec {
        public Pooling1D {
            Checks.atLeastOne("pool size", size);
            Checks.atLeastOne("stride", stride);
        }

        @Override
        public String kind() {
            return pool == Pool.MAX ? "MaxPooling1D" : "AveragePooling1D";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Checks.sequence(name, inputs);
            int windows = padding.windows(input.extent(0), size, stride);
            if (windows < 1) {
                throw new BadShape(name + ": a pool of " + size + " does not fit an input of shape " + input);
            }
            return Shape.of(windows, input.extent(1));
        }
    }

    /** The largest or the mean value of each channel over all time. */
    record GlobalPooling1D(String name, Pool pool) implements LayerSpec {
        @Override
        public String kind() {
            return pool == Pool.MAX ? "GlobalMaxPooling1D" : "GlobalAveragePooling1D";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Shape.of(Checks.sequence(name, inputs).extent(1));
        }
    }

    /** What a pooling layer takes of a window. */
    enum Pool {
        MAX,
        AVERAGE
    }

    /** A layer that carries state along time. */
    sealed interface Recurrent extends LayerSpec {
        Recurrence recurrence();

        /** How many gates: the kernels' columns are so many times the units. */
        int gates();

        /** The same layer with other settings; its kind and its own options stay. */
        Recurrent with(String name, Recurrence recurrence);

        @Override
        default Shape output(List<Shape> inputs) {
            Shape input = Checks.sequence(name(), inputs);
            int units = recurrence().units();
            return recurrence().returnSequences() ? Shape.of(input.extent(0), units) : Shape.of(units);
        }
    }

    /** Long short-term memory; gates in the order input, forget, candidate, output. */
    record Lstm(String name, Recurrence recurrence) implements Recurrent {
        @Override
        public String kind() {
            return "LSTM";
        }

        @Override
        public int gates() {
            return 4;
        }

        @Override
        public Lstm with(String newName, Recurrence other) {
            return new Lstm(newName, other);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            int channels = Checks.sequence(name, inputs).extent(1);
            int units = recurrence.units();
            return List.of(
                    new WeightSpec(name + "/kernel", Shape.of(channels, 4 * units), Start.GLOROT_UNIFORM),
                    new WeightSpec(name + "/recurrent_kernel", Shape.of(units, 4 * units), Start.ORTHOGONAL),
                    new WeightSpec(name + "/bias", Shape.of(4 * units), Start.FORGET_GATE_OPEN));
        }
    }

    /**
     * Gated recurrent unit; gates in the order update, reset, candidate.
     *
     * @param resetAfter whether the reset gate acts after the recurrent product, with a bias of its own (TF 2 and Keras 3),
     *     or on the state before it (Keras before TF 2)
     */
    record Gru(String name, Recurrence recurrence, boolean resetAfter) implements Recurrent {
        @Override
        public String kind() {
            return "GRU";
        }

        @Override
        public int gates() {
            return 3;
        }

        @Override
        public Gru with(String newName, Recurrence other) {
            return new Gru(newName, other, resetAfter);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            int channels = Checks.sequence(name, inputs).extent(1);
            int units = recurrence.units();
            return List.of(
                    new WeightSpec(name + "/kernel", Shape.of(channels, 3 * units), Start.GLOROT_UNIFORM),
                    new WeightSpec(name + "/recurrent_kernel", Shape.of(units, 3 * units), Start.ORTHOGONAL),
                    new WeightSpec(
                            name + "/bias", resetAfter ? Shape.of(2, 3 * units) : Shape.of(3 * units), Start.ZEROS));
        }
    }

    /** The same recurrent layer forwards and backwards, each with its own weights; the forward ones come first. */
    record Bidirectional(String name, Recurrent layer, Join join) implements LayerSpec {
        @Override
        public String kind() {
            return "Bidirectional";
        }

        /** The half that reads the sequence as it comes. */
        public Recurrent forward() {
            return layer.with(name + "/forward", layer.recurrence());
        }

        /** The half that reads it from its other end. */
        public Recurrent backward() {
            Recurrence r = layer.recurrence();
            return layer.with(name + "/backward", r.withBackwards(!r.backwards()));
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape one = layer.output(inputs);
            if (join != Join.CONCATENATE) {
                return one;
            }
            return one.rank() == 2 ? Shape.of(one.extent(0), 2 * one.last()) : Shape.of(2 * one.last());
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            List<WeightSpec> both = new ArrayList<>(forward().weights(inputs));
            both.addAll(backward().weights(inputs));
            return List.copyOf(both);
        }
    }

    /** Every unit a weighted sum of all inputs of the last axis. */
    record Dense(String name, int units, Activation activation, boolean bias) implements LayerSpec {
        public Dense {
            Checks.atLeastOne("units", units);
        }

        @Override
        public String kind() {
            return "Dense";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Checks.only(name, inputs);
            return input.rank() == 2 ? Shape.of(input.extent(0), units) : Shape.of(units);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            int channels = Checks.only(name, inputs).last();
            WeightSpec kernel = new WeightSpec(name + "/kernel", Shape.of(channels, units), Start.GLOROT_UNIFORM);
            return bias
                    ? List.of(kernel, new WeightSpec(name + "/bias", Shape.of(units), Start.ZEROS))
                    : List.of(kernel);
        }
    }

    /** In training, sets a share of the numbers to zero and scales the others up; otherwise does nothing. */
    record Dropout(String name, float rate) implements LayerSpec {
        public Dropout {
            Checks.rate("dropout", rate);
        }

        @Override
        public String kind() {
            return "Dropout";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Checks.only(name, inputs);
        }
    }

    /** A function of each number alone (softmax: of each row). */
    record Activate(String name, Activation activation) implements LayerSpec {
        @Override
        public String kind() {
            return "Activation";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Checks.only(name, inputs);
        }
    }

    /** Several inputs become one: number by number, or side by side along the last axis. */
    record Merge(String name, Join join) implements LayerSpec {
        @Override
        public String kind() {
            return join.kind();
        }

        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.size() < 2) {
                throw new BadShape(name + ": expected two inputs or more, found " + inputs.size());
            }
            Shape first = inputs.get(0);
            int width = 0;
            for (Shape input : inputs) {
                boolean fits = join == Join.CONCATENATE
                        ? input.extents()
                                .subList(0, input.rank() - 1)
                                .equals(first.extents().subList(0, first.rank() - 1))
                        : input.equals(first);
                if (!fits) {
                    throw new BadShape(name + ": inputs of shapes " + first + " and " + input + " do not fit");
                }
                width = Math.addExact(width, input.last());
            }
            if (join != Join.CONCATENATE) {
                return first;
            }
            List<Integer> extents = new ArrayList<>(first.extents());
            extents.set(extents.size() - 1, width);
            return new Shape(extents);
        }
    }

    /** How several arrays become one. */
    enum Join {
        MULTIPLY("Multiply"),
        ADD("Add"),
        AVERAGE("Average"),
        CONCATENATE("Concatenate");

        private final String kind;

        Join(String kind) {
            this.kind = kind;
        }

        /** Keras' class name. */
        public String kind() {
            return kind;
        }
    }
}
