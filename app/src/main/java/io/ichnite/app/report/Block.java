package io.ichnite.app.report;

import io.ichnite.app.picture.Picture;
import java.io.IOException;
import java.util.List;

/** What a section is made of. */
public sealed interface Block {
    /** Hands this to what writes it. */
    void writeTo(BlockWriter writer) throws IOException;

    /** A paragraph. */
    record Paragraph(Words words) implements Block {
        public static Paragraph of(String text) {
            return new Paragraph(Words.of(text));
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.paragraph(this);
        }
    }

    /** A paragraph that nobody should miss. */
    record Note(Words words) implements Block {
        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.note(this);
        }
    }

    /** Points, one below the other. */
    record Points(List<Words> points) implements Block {
        public Points {
            points = List.copyOf(points);
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.points(this);
        }
    }

    /** A few numbers seen at once. */
    record Figures(List<Figure> figures) implements Block {
        public Figures {
            figures = List.copyOf(figures);
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.figures(this);
        }
    }

    /**
     * One of them.
     *
     * @param number as people read it
     * @param what it is
     * @param more what to know of it besides; none if empty
     */
    record Figure(String number, String what, String more) {}

    /**
     * Rows and columns; the first column names the row, all others are numbers unless {@code texts} holds theirs.
     *
     * @param caption what it shows
     * @param texts indexes of further columns of text
     * @param marked indexes of rows that stand out
     */
    record Grid(String caption, List<String> header, List<List<String>> rows, List<Integer> texts, List<Integer> marked)
            implements Block {
        public Grid {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            texts = List.copyOf(texts);
            marked = List.copyOf(marked);
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("expected " + header.size() + " cells, found " + row.size());
                }
            }
        }

        public static Grid of(String caption, List<String> header, List<List<String>> rows) {
            return new Grid(caption, header, rows, List.of(), List.of());
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.grid(this);
        }
    }

    /** Pictures side by side, or below each other where there is no room. */
    record Pictures(List<Shown> shown) implements Block {
        public Pictures {
            shown = List.copyOf(shown);
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.pictures(this);
        }
    }

    /**
     * A picture and what it shows.
     *
     * @param title in a few words
     * @param words how to read it
     */
    record Shown(String title, Words words, Picture picture) {}

    /** Lines to type. */
    record Commands(List<String> lines) implements Block {
        public Commands {
            lines = List.copyOf(lines);
        }

        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.commands(this);
        }
    }

    /** A headline within a section. */
    record Headline(String text) implements Block {
        @Override
        public void writeTo(BlockWriter writer) throws IOException {
            writer.headline(this);
        }
    }
}
