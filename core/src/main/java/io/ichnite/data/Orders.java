package io.ichnite.data;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;

/** Which order to read in where each would do. */
final class Orders {
    private Orders() {}

    static Order anyOf(Traces traces) {
        for (Order order : Order.values()) {
            if (traces.offers(order)) {
                return order;
            }
        }
        throw new IllegalArgumentException("a set of traces that offers no order");
    }
}
