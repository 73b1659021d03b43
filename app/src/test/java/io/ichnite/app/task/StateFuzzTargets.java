package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What says how far a long work has come. */
public final class StateFuzzTargets implements FuzzTargets {
    private static final String STATE =
            "{\"asked\": {\"--folds\": \"3\"}, \"folds\": [{\"name\": \"1-2\", \"sha256\": \"00\","
                    + " \"epochs\": [\"3\", \"4\"]}]}";

    @Override
    public List<FuzzTarget> all() {
        return List.of(FuzzTarget.of(
                        "work-state",
                        1024,
                        BadInput.class,
                        StateFuzzTargets::resume,
                        () -> List.of(STATE.getBytes(StandardCharsets.US_ASCII)))
                .withRefusal(BadConfig.class));
    }

    private static void resume(byte[] bytes, Path scratch) throws IOException {
        Files.write(scratch.resolve("state.json"), bytes);
        KeptArrays.open("validation", "fold", scratch, true, new TreeMap<>(Map.of("--folds", "3")), word -> {})
                .read("1-2");
    }
}
