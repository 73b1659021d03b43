package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.task.Interrupted;
import io.ichnite.error.IchniteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ended, as a number, and what is said about it: the one place that maps what went wrong. */
final class ExitCodes {
    static final int DONE = 0;
    /** Done, and something was found: scan alone. */
    static final int FOUND = 1;
    /** Bad usage, or an input that was refused; nothing was written. */
    static final int REFUSED = 2;
    /** Done, but for some rows or files that were rejected and are listed. */
    static final int PARTLY = 3;
    /** A defect of ours. */
    static final int DEFECT = 70;
    /** Ended by the person before it was done, as shells have it for Ctrl-C; what can be gone on from is kept. */
    static final int INTERRUPTED = 130;

    private final Streams streams;
    private final boolean debug;

    /** @param debug whether defects show their stack trace */
    ExitCodes(Streams streams, boolean debug) {
        this.streams = streams;
        this.debug = debug;
    }

    /** The words of a command line could not be understood. */
    int usage(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            streams.say(name + ": not understood: " + String.join(" ", unmatched.getUnmatched()));
            for (String suggestion : unmatched.getSuggestions()) {
                streams.say("  did you mean " + suggestion + "?");
            }
        } else {
            streams.say(name + ": " + problem.getMessage());
        }
        streams.say("See '" + name + " --help'.");
        return REFUSED;
    }

    /** A command threw. */
    int failure(Throwable problem) {
        if (problem instanceof ParameterException usage) {
            return usage(usage);
        }
        if (problem instanceof IchniteException refused) {
            return refuse(String.valueOf(refused.getMessage()), problem);
        }
        if (problem instanceof IOException disk) {
            return refuse(words(disk), problem);
        }
        if (problem instanceof Interrupted) {
            streams.say("ichnite: " + problem.getMessage());
            return INTERRUPTED;
        }
        if (problem instanceof OutOfMemoryError) {
            return refuse("not enough memory; give Java more, as in ICHNITE_JAVA_OPTS=-Xmx8g", problem);
        }
        streams.say("ichnite: this is a defect of ours, please report it: " + problem);
        trace(problem, !debug);
        return DEFECT;
    }

    private int refuse(String message, Throwable problem) {
        streams.say("ichnite: " + message);
        trace(problem, false);
        return REFUSED;
    }

    private void trace(Throwable problem, boolean hint) {
        if (debug) {
            StringWriter text = new StringWriter();
            problem.printStackTrace(new PrintWriter(text));
            streams.say(text.toString());
        } else if (hint) {
            streams.say("Run it again with ICHNITE_DEBUG=1 to see where.");
        }
    }

    /** What a disk says, in words; the JDK's own message is often the bare path. */
    static String words(IOException problem) {
        String path = problem instanceof FileSystemException system ? system.getFile() : null;
        if (path == null) {
            String message = problem.getMessage();
            return message == null ? problem.toString() : message;
        }
        if (problem instanceof NoSuchFileException) {
            return path + ": no such file or folder";
        }
        if (problem instanceof AccessDeniedException) {
            return path + ": permission denied";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return path + ": exists already";
        }
        if (problem instanceof NotDirectoryException) {
            return path + ": is no folder";
        }
        if (problem instanceof DirectoryNotEmptyException) {
            return path + ": is a folder with something in it";
        }
        String reason = ((FileSystemException) problem).getReason();
        return path + ": " + (reason == null ? problem.getClass().getSimpleName() : reason);
    }
}
