package io.ichnite.formats.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.ingest.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Zips and tars, member by member; whole ones, cut ones and ones that lie. */
class ArchiveTest {
    private static byte[] zip(boolean stored, String comment, String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                byte[] bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(namesAndTexts[i]);
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(bytes);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
            }
        }
        return out.toByteArray();
    }

    private static List<String> told(byte[] archive) throws IOException {
        return told(new ByteArrayInputStream(archive), Limits.defaults());
    }

    private static List<String> told(InputStream archive, Limits limits) throws IOException {
        List<String> told = new ArrayList<>();
        Archive members = Archive.open(archive, "a", limits);
        for (Archive.Member member = members.next(); member != null; member = members.next()) {
            String text = new String(member.bytes().readAllBytes(), StandardCharsets.UTF_8);
            told.add(member.path() + ": " + (member.fault() == null ? text : member.fault()));
        }
        return told;
    }

    private static byte[] tar() throws IOException {
        String longest = "deep/".repeat(60) + "x";
        byte[] pax =
                """
                30 mtime=1700000000.123456789
                22 path=été/pax.txt
                """
                        .getBytes(StandardCharsets.UTF_8);
        return new Tars()
                .member("folder/", '5', new byte[0])
                .file("folder/a", "one")
                .file("empty", "")
                .member("././@LongLink", 'L', (longest + "\0").getBytes(StandardCharsets.US_ASCII))
                .file("cut", "long")
                .member("PaxHeader", 'x', pax)
                .file("cut", "y".repeat(512))
                .member("link", '2', new byte[0])
                .member("fifo", '6', new byte[0])
                .file("last", "z".repeat(513))
                .end();
    }

    @Test
    void tarsGiveTheirFiles() throws IOException {
        assertTrue(Archive.recognises(Arrays.copyOf(tar(), Archive.HEAD)));
        assertEquals(
                List.of(
                        "folder/a: one",
                        "empty: ",
                        "deep/".repeat(60) + "x: long",
                        "\u00e9t\u00e9/pax.txt: " + "y".repeat(512),
                        "link: is a link, which is not followed",
                        "fifo: is no ordinary file",
                        "last: " + "z".repeat(513)),
                told(tar()));
    }

    @Test
    void zipsGiveTheirFiles() throws IOException {
        for (boolean stored : new boolean[] {false, true}) {
            byte[] zip = zip(stored, "a comment", "d/", "", "d/a", "one", "\u00e9", "two".repeat(50_000), "e", "");
            assertTrue(Archive.recognises(zip));
            assertEquals(List.of("d/a: one", "\u00e9: " + "two".repeat(50_000), "e: "), told(zip));
        }
        assertEquals(List.of(), told(zip(false, "", new String[0])));
    }

    @Test
    void whatIsLeftUnreadIsPassedOver() throws IOException {
        for (byte[] archive : List.of(zip(false, "", "a", "one".repeat(9999), "b", "two"), tar())) {
            Archive members = Archive.open(new ByteArrayInputStream(archive), "a", Limits.defaults());
            int count = 0;
            for (Archive.Member member = members.next(); member != null; member = members.next()) {
                member.bytes().close();
                assertTrue(member.bytes().read() >= -1);
                count++;
            }
            assertTrue(count == 2 || count == 7);
        }
    }

    @Test
    void noCutArchivePassesForAWholeOne() throws IOException {
        for (byte[] whole : List.of(zip(false, "", "a", "one", "b", "two"), zip(true, "c", "a", "one"), tar())) {
            // The second of the two blocks of zeros may be lacking: some writers leave it out.
            int needed = whole[0] == 'P' ? whole.length : whole.length - 512;
            for (int length = Archive.HEAD; length < needed; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(BadInput.class, () -> told(cut), "cut to " + length);
            }
        }
        byte[] small = zip(false, "", "a", "one", "b", "two");
        for (int length = 4; length < small.length; length++) {
            byte[] cut = Arrays.copyOf(small, length);
            assertThrows(BadInput.class, () -> told(cut), "cut to " + length);
        }
    }

    @Test
    void aZipThatHidesMembersIsRefused() throws IOException {
        byte[] zip = zip(false, "", "a", "one", "b", "two");
        zip[zip.length - 12] = 1;
        assertEquals(
                "a: the zip says it has 1 members; found 2",
                assertThrows(BadInput.class, () -> told(zip)).getMessage());
    }

    @Test
    void anEncryptedZipIsRefused() throws IOException {
        byte[] zip = zip(false, "", "a", "one");
        zip[6] |= 1;
        BadInput refused = assertThrows(BadInput.class, () -> told(zip));
        assertTrue(refused.toString().contains("encrypted"), refused.toString());
    }

    @Test
    void namesAreHeldWithinTheLimitOfTexts() throws IOException {
        Limits limits = Limits.defaults().withText(1000);
        for (char type : new char[] {'L', 'x'}) {
            byte[] huge = "77777777777".getBytes(StandardCharsets.US_ASCII);
            byte[] tar = new Tars().member("n", type, huge, new byte[5000]).end();
            BadInput refused = assertThrows(BadInput.class, () -> told(new ByteArrayInputStream(tar), limits));
            assertTrue(refused.toString().contains("(--max-text)"), refused.toString());
        }
    }

    @Test
    void sizesMayBeBinaryAndMustNotBeNegative() throws IOException {
        byte[] binary = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        assertEquals(
                List.of("n: abc"),
                told(new Tars()
                        .member("n", '0', binary, new byte[] {'a', 'b', 'c'})
                        .end()));
        byte[] negative = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -3};
        byte[] tar = new Tars()
                .member("n", '0', negative, new byte[] {'a', 'b', 'c'})
                .end();
        assertThrows(BadInput.class, () -> told(tar));
    }

    @Test
    void aBombIsStopped() throws IOException {
        byte[] zip = zip(false, "", "a", "0".repeat(70 << 20));
        BadInput refused = assertThrows(
                BadInput.class,
                () -> told(new ByteArrayInputStream(zip), Limits.defaults().withRatio(100)));
        assertEquals(
                "a!a: unfolds to more than 100 times its size, the limit of compressed data (--max-ratio)",
                refused.getMessage());
        refused = assertThrows(
                BadInput.class,
                () -> told(new ByteArrayInputStream(zip), Limits.defaults().withSize(1 << 20)));
        assertTrue(refused.toString().contains("(--max-size)"), refused.toString());
    }

    @Test
    void aDisksFailureStaysOne() throws IOException {
        IOException disk = new IOException("the disk is gone");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw disk;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                throw disk;
            }
        };
        for (byte[] archive : List.of(zip(true, "", "a", "one".repeat(999)), tar())) {
            for (int length = Archive.HEAD; length < 1500; length += 97) {
                InputStream in = new java.io.BufferedInputStream(
                        new SequenceInputStream(new ByteArrayInputStream(archive, 0, length), failing), Archive.HEAD);
                assertSame(disk, assertThrows(IOException.class, () -> told(in, Limits.defaults())));
            }
        }
    }

    @Test
    void damagedOnesAreReadOrRefused() throws IOException {
        byte[] zip = zip(false, "comment", "a", "one".repeat(99), "b/c", "two");
        Mutations.fuzz(zip, zip.length, 3000, bytes -> {
            if (Archive.recognises(bytes)) {
                told(bytes);
            }
        });
        Mutations.fuzz(tar(), 6000, 3000, bytes -> {
            if (Archive.recognises(bytes)) {
                told(bytes);
            }
        });
    }

    @Test
    void othersAreNoArchives() {
        assertFalse(Archive.recognises(new byte[0]));
        assertFalse(Archive.recognises("PK".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(Archive.recognises(new byte[512]));
        assertFalse(
                Archive.recognises(("x".repeat(257) + "ustar" + "x".repeat(250)).getBytes(StandardCharsets.US_ASCII)));
    }
}
