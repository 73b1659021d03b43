package io.ichnite.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB in this process, that sees one folder of its own, which goes when it is closed, and at most one file beside. Used by
 * one thread.
 */
final class Duck implements AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;
    /** It does nothing with less. */
    private static final long LEAST_MEMORY = 256;

    private final Path folder;
    private final Connection connection;

    private Duck(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    static Duck open(int threads) throws IOException, SQLException {
        return open(threads, null);
    }

    /** @param file that it may read too, by a link from its folder; null for none */
    static Duck open(int threads, @Nullable Path file) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("ichnite");
        try {
            Properties settings = new Properties();
            settings.setProperty("threads", Integer.toString(threads));
            settings.setProperty("memory_limit", memory() + "MiB");
            settings.setProperty("temp_directory", folder.resolve("tmp").toString());
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("allow_community_extensions", "false");
            settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            Duck duck = new Duck(folder, DriverManager.getConnection("jdbc:duckdb:", settings));
            duck.run("SET allowed_directories=[" + text(folder.toString()) + "]");
            if (file != null) {
                duck.run("SET allowed_paths=[" + text(file.toRealPath().toString()) + "]");
            }
            duck.run("SET enable_external_access=false");
            duck.run("SET lock_configuration=true");
            return duck;
        } catch (SQLException | IOException | RuntimeException e) {
            remove(folder);
            throw e;
        } catch (LinkageError e) {
            remove(folder);
            throw new IOException("DuckDB, which Parquet needs, does not run here: " + e.getMessage(), e);
        }
    }

    /** What it may hold, in MiB. */
    private static long memory() {
        return Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / MEBIBYTE);
    }

    /** A text as SQL has it. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A place in its folder. */
    Path place(String name) {
        return folder.resolve(name);
    }

    DuckDBConnection connection() throws SQLException {
        return connection.unwrap(DuckDBConnection.class);
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes the rows of an answer, one after another. */
    interface Rows<E extends Exception> {
        void take(ResultSet row) throws SQLException, E;
    }

    <E extends Exception> void ask(String sql, Rows<E> rows) throws SQLException, E {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                rows.take(answer);
            }
        }
    }

    /** What went wrong, on one line, without the name of our own folder. */
    String told(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    /** Whether it had too little memory. */
    static boolean isShortOfMemory(SQLException e) {
        return String.valueOf(e.getMessage()).contains("Out of Memory Error");
    }

    static IOException shortOfMemory(String name) {
        return new IOException(
                name + ": DuckDB needs more than " + memory() + " MiB; a larger heap, as -Xmx8g, gives it more");
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path each : all) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                // What the system still holds is left to it.
            }
        }
    }
}
