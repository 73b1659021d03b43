package io.ichnite.app.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures as PNG, drawn by Java2D in the light colours, at twice their size and marked as 192 dots an inch, so that a report
 * shows them as large as the SVG and sharp. Letters are this machine's: the same bytes are promised on one machine only.
 */
public final class PngPicture {
    private static final int SCALE = 2;
    /** 96 CSS pixels an inch, twice, in dots a metre. */
    private static final int DOTS_PER_METRE = 7559;

    private PngPicture() {}

    /** Why this machine draws none, in words for a person; null if it does. */
    public static @Nullable String unavailable() {
        return HostFonts.lacking();
    }

    /**
     * The picture as a file's content.
     *
     * @throws IllegalStateException if {@link #unavailable} says why
     */
    public static void write(Picture picture, OutputStream out) throws IOException {
        String lacking = unavailable();
        if (lacking != null) {
            throw new IllegalStateException(lacking);
        }
        encode(image(picture), out);
    }

    /** The same, as bytes. */
    public static byte[] bytes(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(picture, bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        int width = (int) Math.ceil(picture.width() * SCALE);
        int height = (int) Math.ceil(picture.height() * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setColor(colour(Ink.PAPER));
            graphics.fillRect(0, 0, width, height);
            graphics.scale(SCALE, SCALE);
            picture.drawOn(new Painter(graphics));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void encode(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            IIOMetadataNode density = new IIOMetadataNode("pHYs");
            density.setAttribute("pixelsPerUnitXAxis", String.valueOf(DOTS_PER_METRE));
            density.setAttribute("pixelsPerUnitYAxis", String.valueOf(DOTS_PER_METRE));
            density.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(density);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    static Font font(Lettering lettering) {
        return new Font(Font.SANS_SERIF, lettering.bold() ? Font.BOLD : Font.PLAIN, 1)
                .deriveFont((float) lettering.size());
    }

    private static Color colour(Ink ink) {
        return new Color(Palette.LIGHT.rgb(ink));
    }

    private static final class Painter implements Canvas {
        private final Graphics2D graphics;

        private Painter(Graphics2D graphics) {
            this.graphics = graphics;
        }

        @Override
        public void line(Shape.Line line) {
            draw(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()), null, line.stroke());
        }

        @Override
        public void box(Shape.Box box) {
            draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()), box.fill(), box.edge());
        }

        @Override
        public void path(Shape.Path path) {
            Path2D.Double outline = new Path2D.Double();
            Points points = path.points();
            for (int i = 0; i < points.size(); i++) {
                if (i == 0) {
                    outline.moveTo(points.x(i), points.y(i));
                } else {
                    outline.lineTo(points.x(i), points.y(i));
                }
            }
            if (path.fill() != null && points.size() > 0) {
                outline.closePath();
            }
            draw(outline, path.fill(), path.stroke());
        }

        @Override
        public void dot(Shape.Dot dot) {
            double wide = 2 * dot.radius();
            draw(new Ellipse2D.Double(dot.x() - dot.radius(), dot.y() - dot.radius(), wide, wide), dot.fill(), null);
        }

        @Override
        public void text(Shape.Text text) {
            if (text.text().isEmpty()) {
                return;
            }
            Font font = font(text.lettering());
            graphics.setFont(font);
            graphics.setColor(colour(text.ink()));
            double drawn = font.getStringBounds(text.text(), graphics.getFontRenderContext())
                    .getWidth();
            // A font wider than any that was reckoned with is pressed into its place.
            double pressed = Math.min(1, text.lettering().width(text.text()) / Math.max(drawn, 1e-9));
            double before =
                    switch (text.anchor()) {
                        case START -> 0;
                        case MIDDLE -> drawn * pressed / 2;
                        case END -> drawn * pressed;
                    };
            AffineTransform kept = graphics.getTransform();
            graphics.translate(text.x(), text.y());
            graphics.rotate(Math.toRadians(text.degrees()));
            graphics.translate(-before, 0);
            graphics.scale(pressed, 1);
            graphics.drawString(text.text(), 0, 0);
            graphics.setTransform(kept);
        }

        private void draw(java.awt.Shape outline, @Nullable Ink fill, @Nullable Stroke stroke) {
            if (fill != null) {
                graphics.setColor(colour(fill));
                graphics.fill(outline);
            }
            if (stroke != null) {
                graphics.setColor(colour(stroke.ink()));
                graphics.setStroke(new BasicStroke(
                        (float) stroke.width(),
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        10,
                        pattern(stroke.dash()),
                        0));
                graphics.draw(outline);
            }
        }

        private static float @Nullable [] pattern(Stroke.Dash dash) {
            if (dash.pattern().isEmpty()) {
                return null;
            }
            String[] lengths = dash.pattern().split(" ", -1);
            float[] pattern = new float[lengths.length];
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = Float.parseFloat(lengths[i]);
            }
            return pattern;
        }
    }
}
