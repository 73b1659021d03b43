package io.ichnite.metric;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn and Keras said of the same numbers. */
final class Goldens {
    private Goldens() {}

    static JsonNode json(String name) throws IOException {
        try (InputStream in = Goldens.class.getResourceAsStream("/goldens/metrics/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return JsonMapper.shared().readTree(in);
        }
    }

    static double[] doubles(JsonNode list) {
        return list.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
