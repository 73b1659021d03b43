package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.picture.Shape.Anchor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class SvgPictureTest {
    private static final Picture TINY = new Picture(
            "all shapes",
            40,
            20.5,
            List.of(
                    new Shape.Box(0, 0, 40, 20.5, Ink.PAPER, Stroke.thin(Ink.GRID)),
                    new Shape.Line(1, 2, 3.25, 4.126, new Stroke(Ink.TEXT, 1.5, Stroke.Dash.DASHED)),
                    new Shape.Path(Points.of(new double[] {0, 5, 10}, new double[] {0, 2, 1}), null, Stroke.series(0)),
                    new Shape.Path(Points.of(new double[] {0, 5, 5}, new double[] {0, 5, 0}), Ink.heat(0.5), null),
                    new Shape.Dot(20, 10, 3, Ink.series(1)),
                    new Shape.Text("a < b", 30, 10, Anchor.END, Lettering.TITLE, -90, Ink.MUTED)));

    @Test
    void eachShapeIsOneElement() throws IOException {
        assertEquals(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20.5" font-family="FONTS" viewBox="0 0 40 20.5" \
                role="img" aria-label="all shapes">
                <rect x="0" y="0" width="40" height="20.5" fill="#ffffff" stroke="#dde1e6"/>
                <line x1="1" y1="2" x2="3.25" y2="4.13" fill="none" stroke="#1b1f24" stroke-width="1.5" \
                stroke-dasharray="7 4"/>
                <polyline points="0,0 5,2 10,1" stroke-linejoin="round" fill="none" stroke="#0072b2" stroke-width="2"/>
                <polygon points="0,0 5,5 5,0" fill="#7e9fc9"/>
                <circle cx="20" cy="10" r="3" fill="#c85200"/>
                <text x="30" y="10" transform="rotate(-90 30 10)" text-anchor="end" font-size="16" font-weight="600" \
                fill="#57606a">a &lt; b</text>
                </svg>
                """
                        .replace("FONTS", Markup.escape(SvgPicture.FONTS)),
                SvgDocument.written(TINY));
    }

    @Test
    void insideAPageTheColoursAreThePages() throws Exception {
        String inline = SvgPicture.inline(TINY);
        assertFalse(inline.contains("#"), inline);
        assertTrue(inline.contains("class=\"f-paper s-grid\""), inline);
        Document parsed = SvgDocument.parsed(inline);
        String style = SvgPicture.style();
        for (int i = 0; i < parsed.getElementsByTagName("*").getLength(); i++) {
            String classes = parsed.getElementsByTagName("*")
                    .item(i)
                    .getAttributes()
                    .getNamedItem("class")
                    .getNodeValue();
            for (String each : classes.split(" ", -1)) {
                assertTrue(each.equals("picture") || style.contains("." + each + "{"), each);
            }
        }
    }

    @Test
    void numbersHaveNoMoreDigitsThanTheyNeed() {
        assertEquals(
                List.of("0", "1", "-1.5", "0.05", "-0.5", "12.34", "100", "0"),
                java.util.stream.DoubleStream.of(0, 1, -1.5, 0.05, -0.5, 12.344, 99.999, -0.001)
                        .mapToObj(SvgPicture::number)
                        .toList());
    }

    @Test
    void aPictureHasASize() {
        assertThrows(IllegalArgumentException.class, () -> new Picture("", 0, 10, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Picture("", 10, Double.NaN, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Picture("", 1e9, 10, List.of()));
    }
}
