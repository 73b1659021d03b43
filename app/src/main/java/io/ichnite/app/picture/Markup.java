package io.ichnite.app.picture;

/** Text into XML or HTML. Names come out of other people's files: nothing of them may become markup. */
public final class Markup {
    private Markup() {}

    /**
     * The text as character data or as the value of a quoted attribute. Signs that XML cannot hold become U+FFFD, and so do
     * those that turn the direction of what follows and so make a text look like another.
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isText(sign) ? sign : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isText(int sign) {
        boolean control = sign < 0x20 || sign >= 0x7f && sign < 0xa0;
        boolean alone = sign >= 0xd800 && sign <= 0xdfff;
        boolean turning = sign >= 0x202a && sign <= 0x202e
                || sign >= 0x2066 && sign <= 0x2069
                || sign == 0x200e
                || sign == 0x200f
                || sign == 0x061c;
        boolean breaking = sign == 0x2028 || sign == 0x2029;
        boolean none = (sign & 0xfffe) == 0xfffe || sign >= 0xfdd0 && sign <= 0xfdef;
        return !(control || alone || turning || breaking || none);
    }
}
