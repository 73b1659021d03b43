package io.ichnite.app.report;

import java.util.List;

/**
 * A page that stands alone.
 *
 * @param lead what it is about, below the title
 * @param foot where it comes from, at its end
 */
public record Page(String title, Words lead, List<Section> sections, Words foot) {
    public Page {
        sections = List.copyOf(sections);
    }

    /**
     * A part of it with a headline of its own.
     *
     * @param anchor its name in links; letters, digits and hyphens
     */
    public record Section(String anchor, String title, List<Block> blocks) {
        public Section {
            if (!anchor.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("an anchor is letters, digits and hyphens, not " + anchor);
            }
            blocks = List.copyOf(blocks);
        }
    }
}
