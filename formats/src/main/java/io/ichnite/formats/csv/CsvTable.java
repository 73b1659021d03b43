package io.ichnite.formats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV with a header, row by row: RFC 4180, UTF-8, with or without byte order mark, blank lines passed over. A field
 * has at most 4,096 bytes, a row at most 1,000 fields.
 */
final class CsvTable {
    private static final int FIELD = 4096;
    private static final int FIELDS = 1000;
    private static final int RECORD = 1 << 20;
    private static final Pattern LINE = Pattern.compile("line ([0-9]{1,18})");

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
            return place == null ? "" : text(file, fields, place);
        }

        BadInput bad(String expected) {
            return BadInput.at(file, line(), expected);
        }
    }

    private CsvTable() {}

    /** The first of some columns that a file has; the first of all if it has none of them. */
    static String firstOf(Path path, List<String> columns) throws IOException {
        if (columns.size() > 1) {
            try (CsvReader<CsvRecord> reader = open(path)) {
                Iterator<CsvRecord> records = reader.iterator();
                List<String> header = records.hasNext() ? records.next().getFields() : List.of();
                for (String column : columns) {
                    if (header.contains(column) || header.contains("\u00EF\u00BB\u00BF" + column)) {
                        return column;
                    }
                }
            } catch (CsvParseException e) {
                throw refused(path.toString(), 1, e);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return columns.get(0);
    }

    private static CsvReader<CsvRecord> open(Path path) throws IOException {
        return CsvReader.builder()
                .maxBufferSize(RECORD)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.of(handler ->
                                handler.maxFields(FIELDS).maxFieldSize(FIELD).maxRecordSize(RECORD)),
                        Files.newInputStream(path),
                        StandardCharsets.ISO_8859_1);
    }

    /** Reads all; the columns named must be there, others may. Returns the names of all. */
    static Set<String> read(Path path, List<String> needed, RowVisitor visitor) throws IOException {
        String file = path.toString();
        long line = 1;
        // Read as bytes, a character each, and decoded field by field: so a broken byte is found in its line.
        try (CsvReader<CsvRecord> reader = open(path)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw BadInput.at(file, 1, "expected a header with " + String.join(", ", needed) + ", found nothing");
            }
            CsvRecord header = records.next();
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
            throw refused(file, line, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<String, Integer> columns(String file, CsvRecord header, List<String> needed) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = text(file, header, i);
            name = i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name;
            names.add(name);
            if (columns.put(name, i) != null) {
                throw BadInput.at(file, header.getStartingLineNumber(), "column '" + name + "' stands here twice");
            }
        }
        for (String name : needed) {
            if (!columns.containsKey(name)) {
                throw BadInput.at(
                        file,
                        header.getStartingLineNumber(),
                        "expected a column '" + name + "', found " + String.join(", ", names));
            }
        }
        return columns;
    }

    private static String text(String file, CsvRecord row, int place) {
        byte[] bytes = row.getField(place).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Utf8.text(bytes);
        } catch (CharacterCodingException e) {
            throw BadInput.at(file, row.getStartingLineNumber(), "expected UTF-8, found other bytes");
        }
    }

    /** The parser says where a bad row began, in its message alone; failing that, the last good row is the nearest. */
    private static BadInput refused(String file, long lastGood, CsvParseException e) {
        long line = lastGood;
        String said = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            said = messageOf(cause);
            Matcher matcher = LINE.matcher(said);
            line = matcher.find() ? Long.parseLong(matcher.group(1)) : line;
        }
        return BadInput.at(
                file, line, "expected fields of at most " + FIELD + " bytes, quoted ones closed; found: " + said);
    }

    private static String messageOf(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? "" : message;
    }
}
