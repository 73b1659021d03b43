package io.ichnite.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.report.Block.Commands;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Figures;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Headline;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Points;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page.Section;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlPageTest {
    private static final String EVIL =
            "</style></title>\"'><script>alert(1)</script><img src=x onerror=alert(2)>\u0000\u202E";

    /** Every place of a page that takes a text, with that text. */
    private static Page page(String text) {
        Words words = Words.of(text).strong(text).code(text).link("test_labels.csv", text);
        return new Page(
                text,
                words,
                List.of(new Section(
                        "one",
                        text,
                        List.of(
                                new Paragraph(words),
                                new Note(words),
                                new Points(List.of(words, words)),
                                new Figures(List.of(new Figure(text, text, text), new Figure("1", "one", ""))),
                                new Grid(
                                        text,
                                        List.of(text, text),
                                        List.of(List.of(text, text)),
                                        List.of(1),
                                        List.of(0)),
                                new Pictures(List.of(shown(text, 400), shown(text, 600))),
                                new Commands(List.of(text, text)),
                                new Headline(text)))),
                words);
    }

    private static Shown shown(String text, double width) {
        return new Shown(
                text,
                Words.of(text),
                NamedBars.of(text, width, 1, text, List.of(NamedBars.Bar.of(text, 0.5, "½ of " + text.length()))));
    }

    private static String written(Page page) throws IOException {
        StringBuilder out = new StringBuilder();
        HtmlPage.write(page, out);
        return out.toString();
    }

    /** A page is well-formed XML too, but for its first line: so a strict parser can say what is in it. */
    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.substring(html.indexOf('\n') + 1))));
    }

    @Test
    void namesOfEnemiesStayText() throws Exception {
        Document evil = parsed(written(page(EVIL)));
        Document good = parsed(written(page("good")));
        assertEquals(elements(good), elements(evil), "the same elements, whatever the texts");
        assertEquals(attributes(good), attributes(evil));
        assertTrue(evil.getDocumentElement().getTextContent().contains("<script>alert(1)</script>"));
        assertEquals(0, evil.getElementsByTagName("script").getLength());
        assertEquals(0, evil.getElementsByTagName("img").getLength());
    }

    private static List<String> elements(Document document) {
        NodeList all = document.getElementsByTagName("*");
        return java.util.stream.IntStream.range(0, all.getLength())
                .mapToObj(i -> ((Element) all.item(i)).getTagName())
                .toList();
    }

    private static Set<String> attributes(Document document) {
        Set<String> names = new TreeSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            NamedNodeMap attributes = all.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                names.add(attributes.item(a).getNodeName());
            }
        }
        return names;
    }

    @Test
    void nothingIsFetchedAndNothingRuns() throws Exception {
        String html = written(page("good"));
        assertTrue(html.startsWith("<!DOCTYPE html>\n"));
        assertTrue(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), html);
        assertFalse(
                html.contains("http:") || html.contains("https:") || html.contains("url(") || html.contains("@import"));
        Document document = parsed(html);
        for (String name : attributes(document)) {
            assertFalse(name.startsWith("on") || name.equals("src"), name);
        }
        NodeList links = document.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            String target = ((Element) links.item(i)).getAttribute("href");
            assertTrue(target.equals("#one") || target.equals("test_labels.csv"), target);
        }
    }

    @Test
    void darkAndPaperHaveColoursOfTheirOwn() throws IOException {
        String html = written(page("good"));
        int light = html.indexOf(":root{--paper:#ffffff");
        int dark = html.indexOf("@media (prefers-color-scheme: dark){:root{--paper:#14181d");
        int print = html.indexOf("@media print{:root{--paper:#ffffff");
        assertTrue(0 < light && light < dark && dark < print, "the later rule wins");
    }

    @Test
    void theSamePageGivesTheSameBytes() throws IOException {
        assertEquals(written(page("good")), written(page("good")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://example.org",
                "//example.org",
                "../secret",
                "/etc/passwd",
                "a b",
                "",
                "a\"b"
            })
    void linksLeadNowhereElse(String target) {
        assertThrows(IllegalArgumentException.class, () -> Words.of("").link(target, "text"));
    }

    @Test
    void rowsAreAsLongAsTheirHeader() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Grid.of("", List.of("a", "b"), List.of(List.of("1", "2"), List.of("3"))));
        assertThrows(IllegalArgumentException.class, () -> new Section("a b", "", List.of()));
    }
}
