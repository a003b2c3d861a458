package dev.inquest.standalone;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a command of the program printed and how it ended.
record RunCommand(int code, List<String> out, List<String> err) {

    /// Runs a command in this process.
    static RunCommand of(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var code = Main.run(arguments);
            return new RunCommand(code, lines(out), lines(err));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
