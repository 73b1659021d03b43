package io.ichnite.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an exported model about traces, with ONNX Runtime and a reader of JSON alone; quoted by the guide. */
final class AskOnnx implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final JsonNode families;
    private final Map<String, Long> numbers = new HashMap<>();
    private final int length;

    AskOnnx(String file) throws OrtException {
        session = environment.createSession(file);
        Map<String, String> told = session.getMetadata().getCustomMetadata();
        families = JsonMapper.shared().readTree(told.get("ichnite.families"));
        JsonNode encoding = JsonMapper.shared().readTree(told.get("ichnite.encoding"));
        JsonNode vocabulary = JsonMapper.shared().readTree(told.get("ichnite.vocabulary"));
        for (JsonNode name : vocabulary.get("names")) {
            numbers.put(name.stringValue(), (long) vocabulary.get("first").intValue() + numbers.size());
        }
        length = encoding.get("length").intValue();
    }

    /** @param calls names of one trace's calls, in the order of the encoding */
    float[] probabilities(List<String> calls) throws OrtException {
        List<String> kept = calls.subList(Math.max(0, calls.size() - length), calls.size());
        long[][] row = new long[1][length];
        for (int i = 0; i < kept.size(); i++) {
            row[0][length - kept.size() + i] = numbers.getOrDefault(kept.get(i), 1L);
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, row);
                OrtSession.Result result = session.run(Map.of("calls", tensor))) {
            return ((float[][]) result.get("probabilities").orElseThrow().getValue())[0];
        }
    }

    /** The family of a column. */
    String family(int column) {
        return families.get(column).stringValue();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
