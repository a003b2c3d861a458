package dev.inquest.standalone.terminal;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/// Where lines for people go: with colour only on a terminal, and with at most one progress line,
/// which the next line replaces.
///
/// Text of others, such as log lines, must not steer the terminal: control characters are shown as
/// dots.
public final class Screen {

    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private final int width;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean progressShown;

    /// @param terminal whether a person watches
    /// @param colour whether to use colours
    /// @param width columns to fit lines into
    public Screen(PrintStream out, boolean terminal, boolean colour, int width) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
        this.width = width;
    }

    /// A screen for files, pipes and tests: no colour, no progress.
    public static Screen plain(PrintStream out) {
        return new Screen(out, false, false, 120);
    }

    public boolean isTerminal() {
        return terminal;
    }

    public int width() {
        return width;
    }

    /// The text in a style, or as it is where colours are not wanted.
    public String styled(Style style, String text) {
        return colour ? style.apply(text) : text;
    }

    /// One line, as it is.
    public void line(String text) {
        writing.lock();
        try {
            eraseProgress();
            out.println(text);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /// One line in a style.
    public void line(Style style, String text) {
        line(styled(style, text));
    }

    /// Several lines that stay together.
    public void lines(Iterable<String> lines) {
        writing.lock();
        try {
            eraseProgress();
            lines.forEach(out::println);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /// Shows what is being done, on a terminal only, until the next line.
    public void progress(String text) {
        if (!terminal) {
            return;
        }
        writing.lock();
        try {
            eraseProgress();
            out.print(styled(Style.FAINT, Text.fit(text, width - 1)));
            out.flush();
            progressShown = true;
        } finally {
            writing.unlock();
        }
    }

    /// Takes the progress line away.
    public void clearProgress() {
        writing.lock();
        try {
            eraseProgress();
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    private void eraseProgress() {
        if (progressShown) {
            out.print(ERASE_LINE);
            progressShown = false;
        }
    }
}
