package io.ichnite.formats.bundle;

import io.ichnite.formats.json.Json;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import io.ichnite.nn.WeightSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All of a model but its numbers as one text of JSON, with the names and shapes of its arrays in Keras' order. Thread-safe. */
public final class JsonExport implements ModelExport {
    @Override
    public String ending() {
        return ".json";
    }

    @Override
    public Set<ModelPart> keeps() {
        return ModelPart.toldInWords();
    }

    @Override
    public List<String> remarks(ModelBundle bundle) {
        return List.of("the numbers themselves are not in it; .safetensors has them");
    }

    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>(Described.tree(bundle));
        List<Object> arrays = new ArrayList<>();
        for (WeightSpec spec : bundle.weights().specs()) {
            Map<String, Object> array = new LinkedHashMap<>();
            array.put("name", spec.name());
            array.put("shape", spec.shape().extents());
            arrays.add(array);
        }
        tree.put("weights", arrays);
        out.write(Json.write(tree).getBytes(StandardCharsets.UTF_8));
    }
}
