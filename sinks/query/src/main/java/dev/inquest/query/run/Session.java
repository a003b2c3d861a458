package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.Request;
import dev.inquest.query.sql.Misspelt;
import dev.inquest.query.sql.Statement;
import dev.inquest.query.sql.StatementParser;
import dev.inquest.query.sql.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The statements of one request, with what SET and DEFINE say on the way.
public final class Session {

    static final String OFFSET_RESET = "ksql.streams.auto.offset.reset";

    private static final String OFFSET_RESET_IN_SHORT = "auto.offset.reset";

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> variables;
    private final List<Step> steps = new ArrayList<>();

    /// One statement and its text.
    public record Step(Statement statement, String text) {}

    private Session(Request request) {
        request.properties().forEach((name, value) -> properties.put(inFull(name), value));
        this.variables = new TreeMap<>();
        request.variables()
                .forEach((name, value) -> variables.put(name.toLowerCase(Locale.ROOT), value));
    }

    /// Reads all statements of a request.
    ///
    /// @throws KsqlError when one of them is malformed
    public static Session of(Request request) {
        var session = new Session(request);
        try {
            for (var text : StatementParser.split(request.sql())) {
                session.read(text);
            }
        } catch (Misspelt e) {
            throw Faults.of(e, request.sql());
        }
        return session;
    }

    private void read(String text) {
        var filledIn = Variables.filledIn(text, variables);
        if (filledIn.strip().equals(";")) {
            return;
        }
        try {
            var statement = StatementParser.parse(filledIn);
            apply(statement);
            steps.add(new Step(statement, filledIn));
        } catch (Misspelt e) {
            throw Faults.of(e, filledIn);
        }
    }

    private void apply(Statement statement) {
        switch (statement) {
            case Statement.SetProperty(var name, var value) ->
                    value.ifPresentOrElse(
                            given -> properties.put(inFull(name), given),
                            () -> properties.remove(inFull(name)));
            case Statement.Define(var name, var value) ->
                    value.ifPresentOrElse(
                            given -> variables.put(name, given), () -> variables.remove(name));
            default -> {}
        }
    }

    public List<Step> steps() {
        return steps;
    }

    public Map<String, String> properties() {
        return properties;
    }

    public Map<String, String> variables() {
        return variables;
    }

    /// Whether push queries begin with what is there already.
    public boolean isFromBeginning() {
        return "earliest".equalsIgnoreCase(properties.get(OFFSET_RESET));
    }

    /// One property may be written in two ways.
    private static String inFull(String name) {
        return name.equals(OFFSET_RESET_IN_SHORT) ? OFFSET_RESET : name;
    }
}
