package io.ichnite.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every way out promises. An implementation's test extends this. */
public abstract class ModelExportContract {
    protected abstract ModelExport export();

    /** A model that the form can say; anew each time. */
    protected abstract ModelBundle model();

    @Test
    void theEndingIsALowerCaseOne() {
        String ending = export().ending();
        assertTrue(ending.matches("\\.[a-z0-9]+"), ending);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        byte[] first = bytes();
        assertTrue(first.length > 0);
        assertArrayEquals(first, bytes());
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export().write(model(), out);
        return out.toByteArray();
    }

    @Test
    void theStreamStaysOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        export().write(model(), new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        assertFalse(closed.get());
    }

    @Test
    void aDiskThatRefusesIsTold() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("full");
            }
        };
        IOException told = assertThrows(IOException.class, () -> export().write(model(), full));
        assertEquals("full", told.getMessage());
    }
}
