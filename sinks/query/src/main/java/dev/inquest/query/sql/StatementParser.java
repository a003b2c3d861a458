package dev.inquest.query.sql;

import dev.inquest.query.sql.Statement.Listing;
import dev.inquest.query.sql.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads statements.
public final class StatementParser {

    /// The longest text that is read.
    public static final int LONGEST = 100_000;

    private static final Set<String> REFUSED =
            Set.of("CREATE", "DROP", "INSERT", "ALTER", "PAUSE", "RESUME", "RUN", "ASSERT");

    private StatementParser() {}

    /// One statement and the text it was read from.
    public record Parsed(Statement statement, String text) {}

    /// The texts of the statements in a text, in order, each with its semicolon where it has one.
    ///
    /// @throws Misspelt when a quote or comment is not closed
    public static List<String> split(String text) {
        requireShort(text);
        var texts = new ArrayList<String>();
        var begin = -1;
        for (var token : Tokenizer.tokens(text)) {
            if (begin < 0) {
                begin = token.offset();
            }
            if (token.isSign(";")) {
                texts.add(text.substring(begin, token.offset() + 1));
                begin = -1;
            } else if (token.isEnd() && begin < text.length()) {
                texts.add(text.substring(begin));
            }
        }
        return texts;
    }

    private static void requireShort(String text) {
        if (text.length() > LONGEST) {
            throw Misspelt.at(
                    text,
                    0,
                    "a statement has at most " + LONGEST + " characters, not " + text.length());
        }
    }

    /// Reads one statement; the semicolon at its end may be missing.
    ///
    /// @throws Misspelt when it is malformed
    public static Statement parse(String text) {
        requireShort(text);
        var tokens = new ArrayList<>(Tokenizer.tokens(text));
        var last = tokens.size() - 2;
        if (last >= 0 && tokens.get(last).isSign(";")) {
            tokens.remove(last);
        }
        var cursor = new Cursor(text, tokens);
        var statement = statement(cursor);
        cursor.end();
        return statement;
    }

    private static Statement statement(Cursor cursor) {
        var first = cursor.peek();
        if (first.is("SELECT") || first.is("WITH") || first.is("VALUES") || first.isSign("(")) {
            return new SelectRewriter(cursor).select();
        }
        cursor.take();
        if (REFUSED.contains(first.upper())) {
            return refused(first, cursor);
        }
        return switch (first.upper()) {
            case "SHOW", "LIST" -> show(cursor);
            case "DESCRIBE", "DESC" -> describe(cursor);
            case "EXPLAIN" -> explain(cursor);
            case "PRINT" -> print(cursor);
            case "SET", "UNSET" -> set(first, cursor);
            case "DEFINE", "UNDEFINE" -> define(first, cursor);
            case "TERMINATE" -> terminate(cursor);
            default ->
                    throw cursor.fault(
                            first,
                            "expected SELECT, SHOW, LIST, DESCRIBE, EXPLAIN, PRINT, SET, UNSET,"
                                    + " DEFINE, UNDEFINE or TERMINATE");
        };
    }

    private static Statement refused(Token first, Cursor cursor) {
        var what = first.upper();
        if (cursor.peek().kind() == Kind.WORD) {
            what += " " + cursor.peek().upper();
        }
        while (!cursor.peek().isEnd()) {
            cursor.take();
        }
        return new Statement.Refused(what);
    }

    private static Statement show(Cursor cursor) {
        cursor.takeIf("ALL");
        var place = cursor.take();
        var listing =
                Arrays.stream(Listing.values())
                        .filter(one -> place.is(one.name()))
                        .findFirst()
                        .orElseThrow(() ->
                                cursor.fault(
                                        place,
                                        "expected STREAMS, TABLES, TOPICS, QUERIES,"
                                                + " PROPERTIES, FUNCTIONS or VARIABLES"));
        return new Statement.Show(listing, cursor.takeIf("EXTENDED"));
    }

    private static Statement describe(Cursor cursor) {
        if (cursor.peek().is("STREAMS") || cursor.peek().is("TABLES")) {
            var tables = cursor.take().is("TABLES");
            cursor.takeIf("EXTENDED");
            return new Statement.DescribeAll(tables);
        }
        var extended = cursor.peek().is("EXTENDED") && cursor.peek(1).isName();
        if (extended) {
            cursor.take();
        }
        var name = cursor.name("the name of a table or stream");
        return new Statement.Describe(name, cursor.takeIf("EXTENDED") || extended);
    }

    private static Statement explain(Cursor cursor) {
        if (cursor.peek().is("SELECT") || cursor.peek().is("WITH")) {
            return new Statement.Explain(
                    Optional.of(new SelectRewriter(cursor).select()), Optional.empty());
        }
        return new Statement.Explain(
                Optional.empty(), Optional.of(cursor.name("a query or its id")));
    }

    private static Statement print(Cursor cursor) {
        var topic = cursor.peek().kind() == Kind.STRING ? cursor.take().text() : topic(cursor);
        var beginning = cursor.takeIf("FROM");
        if (beginning) {
            cursor.expect("BEGINNING");
        }
        if (cursor.takeIf("INTERVAL") || cursor.takeIf("SAMPLE")) {
            throw cursor.fault(cursor.peek(), "PRINT takes FROM BEGINNING and LIMIT only");
        }
        return new Statement.Print(topic, beginning, cursor.limit());
    }

    /// Unquoted names of topics have dots and dashes in them.
    private static String topic(Cursor cursor) {
        var first = cursor.take();
        if (!first.isName()) {
            throw cursor.fault(first, "expected a topic");
        }
        var name = new StringBuilder(first.text());
        while (cursor.peek().isSign(".") || cursor.peek().isSign("-")) {
            name.append(cursor.take().text()).append(cursor.take().text());
        }
        return name.toString();
    }

    private static Statement set(Token first, Cursor cursor) {
        var name = cursor.string("a property");
        if (first.is("UNSET")) {
            return new Statement.SetProperty(name, Optional.empty());
        }
        cursor.expectSign("=");
        return new Statement.SetProperty(name, Optional.of(cursor.string("a value")));
    }

    private static Statement define(Token first, Cursor cursor) {
        var name = cursor.name("a variable").toLowerCase(Locale.ROOT);
        if (first.is("UNDEFINE")) {
            return new Statement.Define(name, Optional.empty());
        }
        cursor.expectSign("=");
        return new Statement.Define(name, Optional.of(cursor.string("a value")));
    }

    private static Statement terminate(Cursor cursor) {
        if (cursor.takeIf("ALL")) {
            return new Statement.Terminate(Optional.empty());
        }
        var first = cursor.take();
        if (first.isEnd()) {
            throw cursor.fault(first, "expected the id of a query");
        }
        // Ids have dashes in them.
        var id = new StringBuilder(first.text());
        while (!cursor.peek().isEnd()) {
            id.append(cursor.take().text());
        }
        return new Statement.Terminate(Optional.of(id.toString()));
    }
}
