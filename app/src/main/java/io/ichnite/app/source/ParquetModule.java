package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.ingest.TraceTables;
import java.util.ServiceLoader;

/** The module that reads and writes Parquet, which is there if its jar is on the class path. */
public final class ParquetModule {
    /** What the name of a Parquet file ends in. */
    public static final String ENDING = ".parquet";

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private ParquetModule() {}

    /** Whether a file that begins so is Parquet. */
    static boolean recognises(byte[] head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (head.length <= i || head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The module.
     *
     * @param file for which it is needed
     * @throws BadConfig with how to get it, if it is not there
     */
    public static TraceTables needed(String file) {
        return ServiceLoader.load(TraceTables.class)
                .findFirst()
                .orElseThrow(() -> new BadConfig(file + ": Parquet needs a module that is not there; make it by"
                        + " ./mvnw -Pparquet -DskipTests -pl parquet -am package, which fetches DuckDB (80 MB), and call ./ichnite"
                        + " again; or set ICHNITE_PARQUET to where ichnite-parquet.jar lies"));
    }
}
