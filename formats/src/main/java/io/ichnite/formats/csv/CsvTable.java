package io.ichnite.formats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.ichnite.error.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a CSV with a header, row by row: RFC 4180, UTF-8, with or without byte order mark, blank lines passed over. A field
 * has at most 4,096 characters, a row at most 1,000 fields.
 */
final class CsvTable {
    private static final int FIELD = 4096;
    private static final int FIELDS = 1000;
    private static final int RECORD = 1 << 20;

    /** Takes one row. */
    interface RowVisitor {
        void row(Row row);
    }

    /** One row, its fields by column. */
    static final class Row {
        private final String file;
        private final Map<String, Integer> columns;
        private final CsvRecord fields;

        private Row(String file, Map<String, Integer> columns, CsvRecord fields) {
            this.file = file;
            this.columns = columns;
            this.fields = fields;
        }

        long line() {
            return fields.getStartingLineNumber();
        }

        /** The empty text where there is no such column. */
        String get(String column) {
            Integer place = columns.get(column);
            return place == null ? "" : fields.getField(place);
        }

        BadInput bad(String expected) {
            return BadInput.at(file, line(), expected);
        }
    }

    private CsvTable() {}

    /** Reads all; the columns named must be there, others may. Returns the names of all. */
    static Set<String> read(Path path, List<String> needed, RowVisitor visitor) throws IOException {
        String file = path.toString();
        long line = 1;
        try (ReadableByteChannel channel = Files.newByteChannel(path);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .maxBufferSize(RECORD)
                        .build(
                                CsvRecordHandler.of(handler -> handler.maxFields(FIELDS)
                                        .maxFieldSize(FIELD)
                                        .maxRecordSize(RECORD)),
                                // A decoder of its own, since a reader made from a charset alone hides broken bytes.
                                Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), -1))) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw BadInput.at(file, 1, "expected a header with " + String.join(", ", needed) + ", found nothing");
            }
            CsvRecord header = records.next();
            line = header.getStartingLineNumber();
            Map<String, Integer> columns = columns(file, header, needed);
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                if (row.getFieldCount() != header.getFieldCount()) {
                    throw BadInput.at(
                            file,
                            line,
                            "expected " + header.getFieldCount() + " columns, found " + row.getFieldCount());
                }
                visitor.row(new Row(file, columns, row));
            }
            return columns.keySet();
        } catch (CsvParseException e) {
            throw BadInput.at(file, line, refused(e));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw BadInput.at(file, line, "expected UTF-8 from here on, found other bytes");
            }
            throw e.getCause();
        }
    }

    private static Map<String, Integer> columns(String file, CsvRecord header, List<String> needed) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i);
            if (i == 0 && name.startsWith("\uFEFF")) {
                name = name.substring(1);
            }
            if (columns.put(name, i) != null) {
                throw BadInput.at(file, header.getStartingLineNumber(), "column '" + name + "' stands here twice");
            }
        }
        for (String name : needed) {
            if (!columns.containsKey(name)) {
                throw BadInput.at(
                        file,
                        header.getStartingLineNumber(),
                        "expected a column '" + name + "', found " + String.join(", ", header.getFields()));
            }
        }
        return columns;
    }

    private static String refused(CsvParseException e) {
        return "expected rows of quoted or plain fields, each at most " + FIELD + " characters: " + e.getMessage();
    }
}
