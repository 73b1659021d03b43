package io.ichnite.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Traces of a few threads whose names give one word, several or none, and share some. */
final class RandomTraces {
    static final List<String> NAMES = List.of(
            "NtClose", "NTCLOSE", "DnsQuery_A", "DnsQuery_W", "__exception__", "_", "a-b-a", "LdrLoadDll", "x.y");

    private RandomTraces() {}

    static MemoryTraces of(Random random, int files, int longest) {
        List<MemoryTraces.File> made = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            List<MemoryTraces.Call> calls = new ArrayList<>();
            int length = random.nextInt(longest + 1);
            for (int k = 0; k < length; k++) {
                calls.add(new MemoryTraces.Call(
                        NAMES.get(random.nextInt(NAMES.size())), 1 + random.nextInt(3), random.nextInt(20)));
            }
            made.add(new MemoryTraces.File(Integer.toString(i + 1), Integer.toString(random.nextInt(3)), calls));
        }
        return new MemoryTraces(made);
    }
}
