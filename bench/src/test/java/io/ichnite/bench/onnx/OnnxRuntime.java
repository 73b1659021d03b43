package io.ichnite.bench.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** One model in ONNX Runtime. Where its native code does not load, tests that ask for one skip, and say so. */
final class OnnxRuntime implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();

    OnnxRuntime(byte[] model) throws OrtException {
        environment = environment();
        options.setIntraOpNumThreads(2);
        // what is refused on purpose need not be shown
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        session = environment.createSession(model, options);
    }

    /** Ends a test where the native code does not load. */
    static void skipWhereItDoesNotLoad() {
        environment();
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | RuntimeException e) {
            String why = "ONNX Runtime does not load on this machine: " + e;
            System.out.println("SKIPPED " + why);
            return Assumptions.abort(why);
        }
    }

    /** Each output's numbers, by name, in the graph's order. */
    Map<String, float[]> ask(int[] rows, int count) throws OrtException {
        String input = session.getInputNames().iterator().next();
        long[] shape = {count, rows.length / count};
        try (OnnxTensor tensor = input.equals("bytes") ? bytes(rows, shape) : calls(rows, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            Map<String, float[]> outputs = new LinkedHashMap<>();
            for (var output : result) {
                FloatBuffer numbers = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] copy = new float[numbers.remaining()];
                numbers.get(copy);
                outputs.put(output.getKey(), copy);
            }
            return outputs;
        }
    }

    private OnnxTensor calls(int[] rows, long[] shape) throws OrtException {
        LongBuffer ids = LongBuffer.allocate(rows.length);
        for (int id : rows) {
            ids.put(id);
        }
        return OnnxTensor.createTensor(environment, ids.flip(), shape);
    }

    private OnnxTensor bytes(int[] rows, long[] shape) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(rows.length);
        for (int id : rows) {
            bytes.put((byte) id);
        }
        return OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.UINT8);
    }

    /** The model's own metadata. */
    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    @Override
    public void close() throws OrtException {
        session.close();
        options.close();
    }
}
