package io.ichnite.app.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether letters can be drawn on this machine. A server may have a JDK and no font at all, or lack the libraries that read
 * one; which of several errors the JDK answers with then differs between its versions.
 */
final class HostFonts {
    private HostFonts() {}

    /** Why no letter can be drawn here; null if all is well. Asked once, of the JDK; the answer is kept. */
    static @Nullable String lacking() {
        return Answer.LACKING;
    }

    private static final class Answer {
        static final @Nullable String LACKING = ask();

        private static @Nullable String ask() {
            try {
                double width = PngPicture.font(Lettering.TEXT)
                        .getStringBounds("ichnite", new FontRenderContext(null, true, true))
                        .getWidth();
                return width > 0 ? null : "no font with letters was found";
            } catch (OutOfMemoryError | StackOverflowError e) {
                throw e;
            } catch (Error | RuntimeException e) {
                // InternalError, RuntimeException, Error, UnsatisfiedLinkError, NoClassDefFoundError were all seen or
                // are known
                return "no fonts were found on this machine (" + Font.class.getName() + " answers "
                        + e.getClass().getSimpleName() + ')';
            }
        }
    }
}
