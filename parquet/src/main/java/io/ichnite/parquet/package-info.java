/**
 * Traces as Parquet. {@link io.ichnite.parquet.ParquetTables} says how a file is made; DuckDB, which is native code, reads and
 * writes it.
 */
@NullMarked
package io.ichnite.parquet;

import org.jspecify.annotations.NullMarked;
