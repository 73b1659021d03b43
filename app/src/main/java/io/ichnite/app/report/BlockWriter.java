package io.ichnite.app.report;

import java.io.IOException;

/** What blocks are written by. */
interface BlockWriter {
    void paragraph(Block.Paragraph paragraph) throws IOException;

    void note(Block.Note note) throws IOException;

    void points(Block.Points points) throws IOException;

    void figures(Block.Figures figures) throws IOException;

    void grid(Block.Grid grid) throws IOException;

    void pictures(Block.Pictures pictures) throws IOException;

    void commands(Block.Commands commands) throws IOException;

    void headline(Block.Headline headline) throws IOException;
}
