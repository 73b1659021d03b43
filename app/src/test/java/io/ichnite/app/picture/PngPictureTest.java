package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PngPictureTest {
    private static final Picture CURVES = EpochCurves.of(
            "a title",
            400,
            EpochCurves.Measure.LOSS,
            List.of(2.0, 1.0, 0.5),
            List.of(2.0, 1.5, 1.7),
            new EpochCurves.Marks(2, 3, List.of()));

    @Test
    void isTwiceAsLargeAndHasSomethingOnIt() throws IOException {
        assumeTrue(PngPicture.unavailable() == null, "this machine has no fonts");
        byte[] png = PngPicture.bytes(CURVES);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(800, image.getWidth());
        assertEquals((int) Math.ceil(CURVES.height() * 2), image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        for (Ink ink : List.of(Ink.PAPER, Ink.TEXT, Ink.series(0), Ink.series(1))) {
            assertTrue(colours.contains(Palette.LIGHT.rgb(ink)), ink.toString());
        }
        assertArrayEquals(png, PngPicture.bytes(CURVES), "the same bytes on one machine");
    }

    @Test
    void saysHowManyDotsMakeAnInch() throws IOException {
        assumeTrue(PngPicture.unavailable() == null, "this machine has no fonts");
        String bytes = new String(PngPicture.bytes(CURVES), StandardCharsets.ISO_8859_1);
        // 7559 = 0x1d87 dots a metre both ways
        assertTrue(bytes.contains("pHYs\0\0\u001d\u0087\0\0\u001d\u0087\u0001"));
    }

    /** A JDK that finds no font: both where its configuration names them and where it looks by itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutFontsItSaysWhyThereIsNone(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.java2d.fontpath=" + folder,
                "-Dsun.awt.fontconfig=" + folder.resolve("missing"),
                "-cp",
                System.getProperty("java.class.path"),
                Fontless.class.getName());
        child.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = child.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("no fonts were found on this machine"), said);
        assertTrue(said.contains("an SVG of its own: true"), said);
    }

    /** What the child does. */
    static final class Fontless {
        private Fontless() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(assertNotNullReason());
            System.out.println(
                    "an SVG of its own: " + SvgDocument.written(CURVES).contains("</svg>"));
        }

        private static String assertNotNullReason() {
            String reason = PngPicture.unavailable();
            assertNotNull(reason, "fonts were found all the same");
            return String.valueOf(reason);
        }
    }
}
