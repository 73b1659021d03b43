package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.source.ModelExports;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that was written for other programs.
 *
 * @param leftOut what of it is not in the file, as part of a sentence each
 * @param remarks what else should be known of the file, a sentence each
 */
public record ModelFile(Path file, long bytes, List<String> leftOut, List<String> remarks) {
    public ModelFile {
        leftOut = List.copyOf(leftOut);
        remarks = List.copyOf(remarks);
    }

    /**
     * Writes a model in the form that the file's name ends as, beside its place, and moves it there.
     *
     * @param vocabulary also gets the names, one a line; null for none
     * @throws BadConfig if there is no such form, or it cannot say what the model has, or the model has no names to write
     */
    public static ModelFile write(ModelBundle bundle, Path file, @Nullable Path vocabulary) throws IOException {
        ModelExport form = ModelExports.needed(file);
        OutputFile.check(file);
        Map<Path, WholeFile.Content> contents = new LinkedHashMap<>();
        contents.put(file, out -> form.write(bundle, out));
        if (vocabulary != null) {
            OutputFile.check(vocabulary);
            byte[] names = names(bundle.vocabulary());
            contents.put(vocabulary, out -> out.write(names));
        }
        WholeFile.replace(contents);
        List<String> leftOut = new ArrayList<>();
        for (ModelPart part : ModelPart.missing(bundle, form.keeps())) {
            leftOut.add(part.words() + again(part, bundle, vocabulary));
        }
        return new ModelFile(file, Files.size(file), leftOut, form.remarks(bundle));
    }

    /** How an import gets a part back. */
    private static String again(ModelPart part, ModelBundle bundle, @Nullable Path vocabulary) {
        boolean keras = bundle.vocabulary().kind() == Vocabulary.Kind.KERAS;
        return switch (part) {
            case FAMILIES ->
                plain(bundle.families().names())
                        ? " (--classes " + String.join(",", bundle.families().names()) + ")"
                        : "";
            case VOCABULARY ->
                vocabulary == null
                        ? " (export --vocabulary FILE writes it)"
                        : " (--vocabulary " + vocabulary + (keras ? " --keras-vocabulary" : "") + ")";
            case ENCODING ->
                " (--order " + bundle.encoding().order().word() + " --length "
                        + bundle.encoding().length() + (bundle.encoding().reverse() ? " --reverse" : "") + ")";
            default -> "";
        };
    }

    private static boolean plain(List<String> families) {
        return families.stream().noneMatch(name -> name.isBlank() || name.matches(".*[,\\s\"'\\\\$`].*"));
    }

    /** As an import takes them. */
    private static byte[] names(Vocabulary vocabulary) {
        if (vocabulary.names().isEmpty()) {
            throw new BadConfig("--vocabulary: this model has no names: its inputs are "
                    + (vocabulary.kind() == Vocabulary.Kind.BYTES ? "bytes" : "numbers already"));
        }
        StringBuilder lines = new StringBuilder();
        for (String name : vocabulary.names()) {
            if (name.indexOf('\n') >= 0
                    || name.indexOf('\r') >= 0
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
                throw new BadConfig("--vocabulary: '" + name + "' is no line of text");
            }
            lines.append(name).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** For programs. */
    public String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("bytes", bytes);
        object.put("left_out", leftOut);
        object.put("remarks", remarks);
        return Json.line(object);
    }

    /** For people, a line each. */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            messages.add("left out: " + String.join("; ", leftOut));
        }
        messages.addAll(remarks);
        return messages;
    }
}
