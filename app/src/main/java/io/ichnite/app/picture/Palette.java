package io.ichnite.app.picture;

import java.util.List;
import java.util.Locale;

/**
 * A colour for each ink. The series follow Okabe and Ito's set for all kinds of colour vision ("Color Universal Design", 2008),
 * made darker or lighter until each stands out from its paper by a contrast of at least 3 (WCAG 2.2, 1.4.11); text by at
 * least 4.5 (1.4.3).
 */
public final class Palette {
    /** On white, as paper is. */
    public static final Palette LIGHT = new Palette(
            0xffffff,
            0x1b1f24,
            0x57606a,
            0xdde1e6,
            List.of(0x0072b2, 0xc85200, 0x00805e, 0xaa4c88, 0x8a6500, 0x2b88bf, 0x5b4bb5, 0x444444),
            0xf4f8fd,
            0x084594);

    /** On black, nearly. */
    public static final Palette DARK = new Palette(
            0x14181d,
            0xe6e9ed,
            0xa3adb8,
            0x333b45,
            List.of(0x56b4e9, 0xf28e4a, 0x3cc69a, 0xe39bc4, 0xf0d04a, 0x9bd3f7, 0xa79bf0, 0xbbbbbb),
            0x1b222b,
            0x8cc8ff);

    private final int paper;
    private final int ink;
    private final int muted;
    private final int grid;
    private final List<Integer> series;
    private final int cold;
    private final int hot;

    private Palette(int paper, int ink, int muted, int grid, List<Integer> series, int cold, int hot) {
        this.paper = paper;
        this.ink = ink;
        this.muted = muted;
        this.grid = grid;
        this.series = series;
        this.cold = cold;
        this.hot = hot;
    }

    /** Red, green and blue, a byte each, red highest. */
    int rgb(Ink of) {
        return switch (of.kind()) {
            case PAPER -> paper;
            case INK -> ink;
            case MUTED -> muted;
            case GRID -> grid;
            case SERIES -> series.get(of.level());
            case HEAT -> heat(of.share());
            case ON_HEAT -> readable(heat(of.share()));
        };
    }

    /** As CSS writes it. */
    String hex(Ink of) {
        return String.format(Locale.ROOT, "#%06x", rgb(of));
    }

    /** Declarations of a custom property an ink, for a style sheet: {@code --series-0:#0072b2;…}. */
    public String variables() {
        StringBuilder css = new StringBuilder();
        Ink.all().forEach(each -> css.append("--")
                .append(each.word())
                .append(':')
                .append(hex(each))
                .append(';'));
        return css.toString();
    }

    private int heat(double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = cold >> shift & 255;
            int to = hot >> shift & 255;
            mixed |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return mixed;
    }

    private static int readable(int ground) {
        return contrast(0, ground) >= contrast(0xffffff, ground) ? 0 : 0xffffff;
    }

    /** How well two colours are told apart, from 1 to 21: WCAG 2.2's contrast ratio. */
    static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
    }
}
