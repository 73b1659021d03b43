package io.ichnite.app.cli;

import io.ichnite.app.source.EncodingChoice;
import io.ichnite.sample.Order;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a trace becomes a row of numbers. */
final class EncodingOptions {
    @Option(
            names = "--length",
            paramLabel = "N",
            description =
                    "calls a row, of longer traces the last N (default: 6000); bytes a row, of longer files the first N (default: 200000)")
    private @Nullable Integer length;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = Orders.class,
            description = "how threads are laid end to end: tid, arrival, clock, first-seen, longest (default: tid)")
    private @Nullable Order order;

    @Option(names = "--reverse", description = "the last N calls, backwards")
    private boolean reverse;

    EncodingChoice choice() {
        return new EncodingChoice(order, length, reverse);
    }

    /** The words of an order. */
    static final class Orders implements ITypeConverter<Order> {
        @Override
        public Order convert(String word) {
            try {
                return Order.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
