package io.ichnite.app.report;

import io.ichnite.app.picture.Markup;
import io.ichnite.app.picture.Palette;
import io.ichnite.app.picture.SvgPicture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A page as one HTML file: style and pictures within, no script, nothing fetched; its own policy forbids both. Light or dark as
 * the reader has it, light on paper, and as wide as a telephone if need be. All text is escaped. The same page gives the same
 * bytes.
 */
public final class HtmlPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private HtmlPage() {}

    /** Writes it. */
    public static void write(Page page, Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.append("<title>").append(Markup.escape(page.title())).append("</title>\n");
        out.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
        out.append("<header>\n<h1>").append(Markup.escape(page.title())).append("</h1>\n");
        out.append("<p class=\"lead\">").append(page.lead().html()).append("</p>\n");
        contents(page, out);
        out.append("</header>\n");
        HtmlBlocks blocks = new HtmlBlocks(out);
        for (Page.Section section : page.sections()) {
            out.append("<section id=\"").append(section.anchor()).append("\">\n");
            out.append("<h2>").append(Markup.escape(section.title())).append("</h2>\n");
            for (Block block : section.blocks()) {
                block.writeTo(blocks);
            }
            out.append("</section>\n");
        }
        out.append("<footer><p>").append(page.foot().html()).append("</p></footer>\n");
        out.append("</main>\n</body>\n</html>\n");
    }

    private static void contents(Page page, Appendable out) throws IOException {
        out.append("<nav aria-label=\"Contents\"><ol>\n");
        for (Page.Section section : page.sections()) {
            out.append("<li><a href=\"#").append(section.anchor()).append("\">");
            out.append(Markup.escape(section.title())).append("</a></li>\n");
        }
        out.append("</ol></nav>\n");
    }

    private static String style() throws IOException {
        try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
            if (css == null) {
                throw new IOException("page.css is not in the jar");
            }
            String sheet = new String(css.readAllBytes(), StandardCharsets.UTF_8);
            String light = Palette.LIGHT.variables();
            return ":root{" + light + "}\n@media (prefers-color-scheme: dark){:root{" + Palette.DARK.variables()
                    + "}}\n@media print{:root{" + light + "}}\n" + SvgPicture.style()
                    + ".picture{font-family:" + SvgPicture.FONTS + "}\n" + sheet;
        }
    }
}
