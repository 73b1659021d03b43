package io.ichnite.app.cli;

import io.ichnite.app.source.InputFormat;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.Limits;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How traces of others are read, and how much of them. */
final class ReadingOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Formats.class,
            completionCandidates = Formats.class,
            defaultValue = "auto",
            description = "of the inputs: ${COMPLETION-CANDIDATES} (default: auto, told by what each holds)")
    private InputFormat format = InputFormat.AUTO;

    @Option(
            names = "--outcome",
            paramLabel = "none|status|return",
            converter = Outcomes.class,
            defaultValue = "none",
            description =
                    "makes a call's outcome part of its name, where the input has it: NtOpenFile! for one that failed, or"
                            + " NtOpenFile=0xc0000034 (default: none)")
    private Outcome outcome = Outcome.NONE;

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            defaultValue = "128",
            description = "how deep JSON may nest (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(
            names = "--max-text",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "1m",
            description = "longest text or line that has to be held (default: ${DEFAULT-VALUE}); k, m, g are 1024s")
    private long text;

    @Option(
            names = "--max-ratio",
            paramLabel = "N",
            defaultValue = "2000",
            description = "times its size that compressed data may unfold to, above 64 MiB (default: ${DEFAULT-VALUE})")
    private int ratio;

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "files of a folder, members of an archive (default: ${DEFAULT-VALUE})")
    private int entries;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "256g",
            description = "bytes that a compressed input or a member may unfold to (default: ${DEFAULT-VALUE})")
    private long size;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "calls of a file where a report has counts for them (default: ${DEFAULT-VALUE})")
    private long calls;

    InputFormat format() {
        return format;
    }

    /** @throws IllegalArgumentException if a limit is none */
    Reading reading() {
        return new Reading(
                new Limits(depth, (int) Math.min(text, Integer.MAX_VALUE), ratio, entries, size, calls), outcome);
    }

    /** The words of {@code --format}. */
    static final class Formats implements ITypeConverter<InputFormat>, Iterable<String> {
        @Override
        public InputFormat convert(String word) {
            try {
                return new InputFormat(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }

        @Override
        public Iterator<String> iterator() {
            return List.of(InputFormat.words().split("\\|")).iterator();
        }
    }

    /** The words of {@code --outcome}. */
    static final class Outcomes implements ITypeConverter<Outcome> {
        @Override
        public Outcome convert(String word) {
            return Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("expected none, status or return, found '" + word + "'"));
        }
    }

    /** Bytes, as in 500, 64k, 8m, 2g. */
    static final class Sizes implements ITypeConverter<Long> {
        @Override
        public Long convert(String word) {
            String plain = word.toLowerCase(Locale.ROOT);
            if (!plain.matches("[0-9]{1,12}[kmg]?")) {
                throw new TypeConversionException("expected bytes as in 500, 64k, 8m or 2g, found '" + word + "'");
            }
            int unit = "kmg".indexOf(plain.charAt(plain.length() - 1)) + 1;
            return Long.parseLong(plain.replaceAll("[kmg]", "")) << 10 * unit;
        }
    }
}
