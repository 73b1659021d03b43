package io.ichnite.app.report;

import io.ichnite.app.picture.Markup;
import io.ichnite.app.picture.SvgPicture;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Shown;
import java.io.IOException;
import java.util.List;

/** Blocks as HTML. */
final class HtmlBlocks implements BlockWriter {
    /** Pictures up to this width, in pixels, shrink with the page; the letters of wider ones would become too small. */
    private static final double NARROW = 420;

    private final Appendable out;

    HtmlBlocks(Appendable out) {
        this.out = out;
    }

    @Override
    public void paragraph(Block.Paragraph paragraph) throws IOException {
        out.append("<p>").append(paragraph.words().html()).append("</p>\n");
    }

    @Override
    public void note(Block.Note note) throws IOException {
        out.append("<p class=\"note\">").append(note.words().html()).append("</p>\n");
    }

    @Override
    public void points(Block.Points points) throws IOException {
        out.append("<ul>\n");
        for (Words point : points.points()) {
            out.append("<li>").append(point.html()).append("</li>\n");
        }
        out.append("</ul>\n");
    }

    @Override
    public void figures(Block.Figures figures) throws IOException {
        out.append("<dl class=\"figures\">\n");
        for (Figure figure : figures.figures()) {
            out.append("<div><dt>").append(Markup.escape(figure.what())).append("</dt><dd><b>");
            out.append(Markup.escape(figure.number())).append("</b>");
            if (!figure.more().isEmpty()) {
                out.append("<small>").append(Markup.escape(figure.more())).append("</small>");
            }
            out.append("</dd></div>\n");
        }
        out.append("</dl>\n");
    }

    @Override
    public void grid(Block.Grid grid) throws IOException {
        out.append("<div").append(scrolling(grid.caption())).append(">\n<table>\n<caption>");
        out.append(Markup.escape(grid.caption())).append("</caption>\n<thead><tr>");
        for (int i = 0; i < grid.header().size(); i++) {
            out.append(i == 0 || grid.texts().contains(i) ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">");
            out.append(Markup.escape(grid.header().get(i))).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < grid.rows().size(); r++) {
            out.append(grid.marked().contains(r) ? "<tr class=\"marked\">" : "<tr>");
            row(grid.rows().get(r), grid.texts());
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    private void row(List<String> cells, List<Integer> texts) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            String cell = Markup.escape(cells.get(i));
            if (i == 0) {
                out.append("<th scope=\"row\">").append(cell).append("</th>");
            } else {
                out.append(texts.contains(i) ? "<td class=\"text\">" : "<td>");
                out.append(cell).append("</td>");
            }
        }
    }

    @Override
    public void pictures(Block.Pictures pictures) throws IOException {
        boolean several = pictures.shown().size() > 1;
        out.append(several ? "<div class=\"side\">\n" : "");
        for (Shown shown : pictures.shown()) {
            picture(shown);
        }
        out.append(several ? "</div>\n" : "");
    }

    private void picture(Shown shown) throws IOException {
        double width = shown.picture().width();
        out.append("<figure>\n<figcaption><b>")
                .append(Markup.escape(shown.title()))
                .append("</b> ");
        out.append(shown.words().html()).append("</figcaption>\n<div");
        if (width > NARROW) {
            out.append(scrolling(shown.title()));
        }
        out.append(" style=\"--natural:").append(String.valueOf((int) Math.ceil(width)));
        out.append("px\">").append(SvgPicture.inline(shown.picture())).append("</div>\n</figure>\n");
    }

    @Override
    public void commands(Block.Commands commands) throws IOException {
        out.append("<pre tabindex=\"0\"><code>");
        for (String line : commands.lines()) {
            out.append(Markup.escape(line)).append('\n');
        }
        out.append("</code></pre>\n");
    }

    @Override
    public void headline(Block.Headline headline) throws IOException {
        out.append("<h3>").append(Markup.escape(headline.text())).append("</h3>\n");
    }

    /** What is wide scrolls in a box of its own, which the keyboard must be able to reach. */
    private static String scrolling(String label) {
        return " class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + Markup.escape(label) + '"';
    }
}
