package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ConfusionPictureTest {
    @Test
    void everyCountStandsInThePicture() throws Exception {
        Document svg = parse(draw(List.of("archive", "gui"), List.of(List.of(21, 8), List.of(0, 17))));
        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(1 + 4 + 2, svg.getElementsByTagName("rect").getLength(), "the paper, four fields, two outlines");
        String text = svg.getDocumentElement().getTextContent();
        for (String shown : List.of("archive", "gui", "21", "8", "17", "a title")) {
            assertTrue(text.contains(shown), shown + " in " + text);
        }
    }

    @Test
    void namesOfEnemiesStayText() throws Exception {
        String evil = "<script>alert(\"1\")</script>&\u0000" + "x".repeat(500);
        String drawn = draw(List.of(evil, "b"), List.of(List.of(1, 0), List.of(0, 1)));
        assertFalse(drawn.contains("<script"), drawn);
        assertEquals(0, parse(drawn).getElementsByTagName("script").getLength());
        assertTrue(drawn.length() < 4000, "long names are cut");
    }

    private static String draw(List<String> classes, List<List<Integer>> confusion) throws IOException {
        StringBuilder out = new StringBuilder();
        ConfusionPicture.write("a title", classes, confusion, out);
        return out.toString();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
