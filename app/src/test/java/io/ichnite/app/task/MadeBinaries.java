package io.ichnite.app.task;

import io.ichnite.data.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of small files, made here, as the demo's second half takes them; nothing is fetched. */
final class MadeBinaries {
    /** Of all classes and of none. */
    static final int FILES = 70;
    /** First seen after 2020. */
    static final int LATER = 12;

    private MadeBinaries() {}

    /**
     * Three classes that differ in the bytes they use: four projects each, of which the last has later files alone; files that are
     * near, and files that are far.
     */
    static DemoBinaries in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(7);
        Map<String, byte[]> members = new LinkedHashMap<>();
        StringBuilder table = new StringBuilder("name,label,first_seen,project,package,member,sha256,bytes\n");
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 20; i++) {
                boolean later = i >= 16;
                int project = i >= 18 ? 3 : i % 3;
                String date = (later ? 2021 + i % 4 : 2015 + i % 6) + "-0" + (1 + i % 9) + "-15";
                byte[] content = content(random, 80 * c, 80);
                String label = String.valueOf("abc".charAt(c));
                add(table, members, label + i + ".bin", label, date, label + "-project" + project, content);
            }
        }
        for (int i = 0; i < 4; i++) {
            add(table, members, "near" + i + ".bin", "near:arm", "", "n" + i % 2, content(random, 40, 80));
        }
        for (int i = 0; i < 6; i++) {
            add(table, members, "far" + i + ".bin", "far:elf", "", "f" + i % 3, content(random, 0, 256));
        }
        Files.writeString(folder.resolve("members.csv"), table);
        return new DemoBinaries(
                folder,
                folder.resolve("cache"),
                into -> {
                    try (OutputStream out = Files.newOutputStream(into.resolve("pack-1.0.jar"));
                            ZipOutputStream zip = new ZipOutputStream(out)) {
                        for (Map.Entry<String, byte[]> member : members.entrySet()) {
                            zip.putNextEntry(new ZipEntry(member.getKey()));
                            zip.write(member.getValue());
                        }
                    }
                },
                line -> {});
    }

    private static byte[] content(Random random, int from, int many) {
        byte[] bytes = new byte[800 + random.nextInt(2_000)];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) (from + random.nextInt(many));
        }
        return bytes;
    }

    private static void add(
            StringBuilder table,
            Map<String, byte[]> members,
            String name,
            String label,
            String date,
            String project,
            byte[] content) {
        members.put(name, content);
        table.append(name).append(',').append(label).append(',').append(date);
        table.append(',').append(project).append(",org.example:pack:jar:1.0,").append(name);
        table.append(',').append(new Sha256().add(content).text());
        table.append(',').append(content.length).append('\n');
    }
}
