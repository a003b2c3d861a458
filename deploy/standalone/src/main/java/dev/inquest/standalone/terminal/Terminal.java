package dev.inquest.standalone.terminal;

import java.io.PrintStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds out who watches: a person at a terminal, or a file or a pipe.
///
/// The launcher says so in system properties, because Java cannot ask for each stream alone.
public final class Terminal {

    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 140;

    private Terminal() {}

    /// The screen of standard output.
    public static Screen out() {
        return screen(System.out, isOutputWatched());
    }

    /// The screen of standard error.
    public static Screen err() {
        return screen(System.err, Boolean.getBoolean("inquest.stderr.terminal"));
    }

    /// Whether a person reads standard output.
    public static boolean isOutputWatched() {
        return Boolean.getBoolean("inquest.stdout.terminal");
    }

    private static Screen screen(PrintStream stream, boolean terminal) {
        var colour = terminal && wantsColour(System::getenv);
        return new Screen(stream, terminal, colour, width(System.getProperty("inquest.columns")));
    }

    /// Whether the environment allows colours, by the conventions of `NO_COLOR` and `TERM`.
    static boolean wantsColour(UnaryOperator<@Nullable String> environment) {
        var no = environment.apply("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(environment.apply("TERM"));
    }

    /// The width to fit into; unknown widths and absurd ones become usual.
    static int width(@Nullable String columns) {
        if (columns == null || !columns.matches("[0-9]{1,5}")) {
            return USUAL_WIDTH;
        }
        return Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST);
    }
}
