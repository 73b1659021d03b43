package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.source.ParquetModule;
import io.ichnite.app.source.TraceData;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.ingest.TraceStore;
import io.ichnite.ingest.TraceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Traces that were written as a Parquet file.
 *
 * @param traces how many traced files
 */
public record ParquetFile(Path file, int traces, long calls) {
    /**
     * Writes all traces, in all orders.
     *
     * @throws io.ichnite.error.BadConfig if the module for it is not there
     */
    public static ParquetFile write(TraceData data, Path file, int threads) throws IOException {
        TraceTables tables = ParquetModule.needed(file.toString());
        OutputFile.check(file);
        TraceStore store = data.store();
        WholeFile.replace(file, out -> tables.write(store, threads, out));
        return new ParquetFile(file, store.size(), store.calls());
    }

    /** For programs. */
    public String json(long rejected) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("traces", traces);
        object.put("calls", calls);
        object.put("rejected", rejected);
        object.put("file", file.toString());
        return Json.line(object);
    }
}
