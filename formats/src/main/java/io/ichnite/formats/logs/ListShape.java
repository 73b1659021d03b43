package io.ichnite.formats.logs;

/**
 * How a file of names is laid out, told by its first lines.
 *
 * <ol>
 *   <li>The first line is a header with columns 0, 1, 2, … or t_0, t_1, …: a <em>table</em> of one sequence a row.
 *   <li>All lines have one tab, which ends what they begin with: a <em>label</em> and a sequence on each line.
 *   <li>A line has two names or more: a <em>sequence</em> on each line.
 *   <li>Otherwise a name on each line, all of one sequence.
 * </ol>
 */
enum ListShape {
    TABLE,
    LABELLED,
    SEQUENCES,
    NAMES;

    /** Of a file that begins so. */
    static ListShape of(byte[] head) {
        int from = Head.afterMark(head);
        int first = end(head, from);
        if (TableHeader.of(head, from, first, first == head.length && !Head.whole(head)) != null) {
            return TABLE;
        }
        boolean several = false;
        boolean labelled = true;
        int lines = 0;
        for (int at = from; at < head.length; ) {
            int end = end(head, at);
            int tokens = tokens(head, at, end);
            if (tokens > 0) {
                lines++;
                several |= tokens > 1;
                // Of a line that goes on beyond the head the names are not all known, but a second tab would be another
                // sign.
                labelled &= oneTab(head, at, end);
            }
            at = end + 1;
        }
        return labelled && lines > 0 ? LABELLED : several ? SEQUENCES : NAMES;
    }

    /**
     * Whether a file that begins so is a list of names beyond doubt: every byte is printable or a blank, and every word looks
     * like the name of a function; or all are whole numbers, lists of different lengths. Names that commas part are not
     * told from the header of some other table.
     */
    static boolean sure(byte[] head) {
        int from = Head.afterMark(head);
        for (int at = from; at < head.length; at++) {
            byte b = head[at];
            if ((b < ' ' || b > '~') && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        ListShape shape = of(head);
        if (shape == TABLE) {
            return true;
        }
        boolean names = false;
        boolean numbers = false;
        boolean commas = false;
        boolean differ = false;
        int lines = 0;
        int all = 0;
        int length = -1;
        for (int at = from; at < head.length; ) {
            int end = end(head, at);
            int start = at;
            if (shape == LABELLED) {
                start = tab(head, at, end) + 1;
            }
            int tokens = 0;
            for (int token = start; token < end; ) {
                int to = token;
                while (to < end && !separator(head[to])) {
                    to++;
                }
                if (to > token) {
                    // What the head cuts off may be the half of anything.
                    boolean cut = to == head.length && !Head.whole(head);
                    boolean number = number(head, token, to);
                    if (!number && !name(head, token, to) && !cut) {
                        return false;
                    }
                    numbers |= number && !cut;
                    names |= !number && !cut;
                    tokens++;
                }
                commas |= to < end && head[to] == ',';
                token = to + 1;
            }
            if (tokens > 0) {
                lines++;
                all += tokens;
                differ |= length >= 0 && tokens != length;
                length = tokens;
            }
            at = end + 1;
        }
        if (names) {
            // One word alone may be anything.
            return !numbers && !commas && all > 1;
        }
        return numbers && shape != NAMES && (differ || lines == 1 && !Head.whole(head));
    }

    /** Whether a byte parts two names. */
    static boolean separator(byte b) {
        return b == ' ' || b == '\t' || b == ',' || b == '\r' || b == '\n';
    }

    private static int end(byte[] head, int from) {
        int end = LineFeeds.find(head, from, head.length);
        return end < 0 ? head.length : end;
    }

    private static int tokens(byte[] head, int from, int to) {
        int tokens = 0;
        for (int at = from; at < to; at++) {
            if (!separator(head[at]) && (at == from || separator(head[at - 1]))) {
                tokens++;
            }
        }
        return tokens;
    }

    private static boolean oneTab(byte[] head, int from, int to) {
        int tab = tab(head, from, to);
        if (tab == from || tab == to) {
            return false;
        }
        return tab(head, tab + 1, to) == to && tokens(head, tab + 1, to) > 0;
    }

    private static int tab(byte[] head, int from, int to) {
        int at = from;
        while (at < to && head[at] != '\t') {
            at++;
        }
        return at;
    }

    private static boolean number(byte[] head, int from, int to) {
        for (int at = from; at < to; at++) {
            if (head[at] < '0' || head[at] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits and the signs of decorated names; an outcome may follow. */
    private static boolean name(byte[] head, int from, int end) {
        int to = end;
        for (int at = from; at < end && to == end; at++) {
            to = head[at] == '=' ? at : end;
        }
        if (to < end && !outcome(head, to + 1, end)) {
            return false;
        }
        if (to == end && head[to - 1] == '!') {
            to--;
        }
        if (to == from || end - from > 128 || !(letter(head[from]) || "_?@$".indexOf(head[from]) >= 0)) {
            return false;
        }
        for (int at = from; at < to; at++) {
            byte b = head[at];
            if (!letter(b) && (b < '0' || b > '9') && "_?@$.:~-".indexOf(b) < 0) {
                return false;
            }
        }
        byte last = head[to - 1];
        return last != '.' && last != ':' && last != '-' && (last != '?' || head[from] == '?');
    }

    /** What may stand behind an equals sign: 0, +, -1, 0x…, E… . */
    private static boolean outcome(byte[] head, int from, int to) {
        int length = to - from;
        byte first = length == 0 ? 0 : head[from];
        return length == 1 && (first == '0' || first == '+')
                || length == 2 && first == '-' && head[from + 1] == '1'
                || length > 2 && first == '0' && head[from + 1] == 'x'
                || length > 1 && first == 'E';
    }

    private static boolean letter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
