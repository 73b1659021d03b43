package io.ichnite.bench.onnx;

import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.onnx.OnnxExport;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes small models that have every layer between them, for other people's programs to check and run: of each {@code NAME.onnx},
 * {@code NAME.layers.onnx} (all layers' outputs beside the answers), {@code NAME.x.npy} (rows of integers), {@code NAME.y.npy} (what
 * ichnite makes of each row: the probabilities, then each layer's outputs, side by side) and {@code NAME.ichnite}.
 * {@code bench/peers check_onnx.py} runs it.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.onnx.WriteOnnx FOLDER}
 */
public final class WriteOnnx {
    private static final int ROWS = 5;

    private WriteOnnx() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected a folder");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        Kernels kernels = KernelChoice.choose("auto").kernels();
        for (Map.Entry<String, ModelBundle> entry : OnnxZoo.all().entrySet()) {
            String name = entry.getKey();
            ModelBundle bundle = entry.getValue();
            write(new OnnxExport(), bundle, folder.resolve(name + ".onnx"));
            write(new OnnxExport(Expected.layers(bundle.network())), bundle, folder.resolve(name + ".layers.onnx"));
            int[] rows = Expected.rows(bundle.network(), ROWS, 1);
            NpyArray.of(rows, ROWS, bundle.network().length()).write(folder.resolve(name + ".x.npy"));
            beside(Expected.outputs(bundle, rows, ROWS, kernels)).write(folder.resolve(name + ".y.npy"));
            new ZipModelFiles().write(bundle, folder.resolve(name + ".ichnite"));
        }
    }

    private static void write(OnnxExport export, ModelBundle bundle, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            export.write(bundle, out);
        }
    }

    /** Each row's numbers of all arrays, one after the other. */
    private static NpyArray beside(List<float[]> arrays) {
        int width = arrays.stream().mapToInt(array -> array.length / ROWS).sum();
        float[] all = new float[ROWS * width];
        int column = 0;
        for (float[] array : arrays) {
            int own = array.length / ROWS;
            for (int row = 0; row < ROWS; row++) {
                System.arraycopy(array, row * own, all, row * width + column, own);
            }
            column += own;
        }
        return NpyArray.of(all, ROWS, width);
    }
}
