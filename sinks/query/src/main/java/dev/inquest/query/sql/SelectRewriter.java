package dev.inquest.query.sql;

import dev.inquest.query.sql.Origins.Origin;
import dev.inquest.query.sql.Select.Emit;
import dev.inquest.query.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns a ksql SELECT into plain SQL: `a->b` becomes a call, names get back-ticks, what varies
/// becomes a parameter, and WINDOW and EMIT are taken out.
final class SelectRewriter {

    private static final Token NOTHING = new Token(Kind.END, "", 0);

    private final Cursor cursor;
    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Literals literals = new Literals();
    private Optional<Window> window = Optional.empty();
    private int windowAt;
    private int groupingEnds = -1;
    private boolean groups;
    private Token before = NOTHING;

    /// A piece of the SQL that is written.
    record Piece(String text, int offset) {}

    SelectRewriter(Cursor cursor) {
        this.cursor = cursor;
    }

    Select select() {
        while (!cursor.peek().isEnd() && !isEmit()) {
            step();
        }
        var emit = emit();
        var limit = emit == Emit.NOW ? OptionalLong.empty() : cursor.limit();
        if (window.isPresent()) {
            groupByWindow(emit);
        }
        return select(emit, limit);
    }

    private Select select(Emit emit, OptionalLong limit) {
        var sql = new StringBuilder();
        var origins = new ArrayList<Origin>();
        for (var piece : pieces) {
            origins.add(new Origin(sql.length() + 1, piece.offset()));
            sql.append(piece.text()).append(' ');
        }
        return new Select(
                sql.toString().strip(),
                literals.parameters(),
                emit,
                window,
                limit,
                new Origins(cursor.statement(), origins));
    }

    private boolean isEmit() {
        return open.isEmpty()
                && cursor.peek().is("EMIT")
                && (cursor.peek(1).is("CHANGES") || cursor.peek(1).is("FINAL"));
    }

    private Emit emit() {
        if (!cursor.takeIf("EMIT")) {
            return Emit.NOW;
        }
        return cursor.takeIf("CHANGES") ? Emit.CHANGES : emitFinal();
    }

    private Emit emitFinal() {
        var place = cursor.peek();
        cursor.expect("FINAL");
        if (window.isEmpty()) {
            throw cursor.fault(place, "EMIT FINAL needs a WINDOW");
        }
        return Emit.FINAL;
    }

    private void step() {
        var token = cursor.take();
        var after = cursor.peek();
        switch (token.kind()) {
            case WORD -> word(token, after);
            case NAME -> put(token, quoted(token.text()));
            case STRING, NUMBER -> put(token, literals.written(token, before, open));
            case SIGN -> sign(token);
            case END -> throw new IllegalStateException("a statement goes on after its end");
        }
        if (!token.isSign("->")) {
            before = token;
        }
    }

    private void word(Token token, Token after) {
        var word = token.upper();
        if (word.equals("WINDOW") && open.isEmpty() && WindowParser.isKind(after)) {
            windowOf(token);
        } else if (Keywords.is(token, before, after)) {
            keyword(token, word);
        } else if (after.isSign("(") && !before.isSign(".")) {
            put(token, Keywords.function(word));
        } else if (after.kind() == Kind.STRING && isTypeOfLiteral(word)) {
            put(token, word);
        } else if (isUnit(word) || isMakingArray(word, after) || isOfFunction(word, after)) {
            put(token, word);
        } else if (before.is("AS") && "CAST".equals(open.peek())) {
            put(token, Keywords.type(word));
        } else {
            put(token, quoted(word));
        }
    }

    private void windowOf(Token token) {
        if (window.isPresent()) {
            throw cursor.fault(token, "there is a WINDOW already");
        }
        window = Optional.of(new WindowParser(cursor).window());
        windowAt = token.offset();
    }

    private void keyword(Token token, String word) {
        literals.keyword(word);
        if (open.isEmpty()) {
            groups |= word.equals("GROUP");
            if (groups
                    && groupingEnds < 0
                    && (word.equals("HAVING") || word.equals("ORDER") || word.equals("LIMIT"))) {
                groupingEnds = pieces.size();
            }
        }
        put(token, word);
    }

    private static boolean isTypeOfLiteral(String word) {
        return word.equals("TIMESTAMP") || word.equals("DATE") || word.equals("TIME");
    }

    private boolean isMakingArray(String word, Token after) {
        return word.equals("ARRAY") && after.isSign("[") && !before.isSign(".");
    }

    private boolean isOfFunction(String word, Token after) {
        var function = open.peek();
        return function != null
                && Keywords.isOf(function, word)
                && !before.isSign(".")
                && !after.isSign(")")
                && !after.isSign(",");
    }

    private boolean isUnit(String word) {
        if (!Keywords.isUnit(word)) {
            return false;
        }
        var function = open.peek();
        return (function != null && Keywords.takesUnit(function))
                || (before.kind() == Kind.STRING && isAfterInterval());
    }

    private boolean isAfterInterval() {
        return pieces.size() >= 2 && pieces.get(pieces.size() - 2).text().equals("INTERVAL");
    }

    private void sign(Token token) {
        switch (token.text()) {
            case "->" -> {
                dereference(token);
                return;
            }
            case "(" -> open.push(before.kind() == Kind.WORD ? before.upper() : "");
            case "[" -> open.push("[");
            case ")", "]" -> close(token);
            case ";" -> throw cursor.fault(token, "expected one statement only");
            default -> {}
        }
        put(token, token.text());
    }

    private void close(Token token) {
        if (open.isEmpty()) {
            throw cursor.fault(token, "nothing was opened that this closes");
        }
        open.pop();
    }

    /// Wraps the operand that was written last into a call.
    private void dereference(Token arrow) {
        var field = cursor.take();
        if (!field.isName()) {
            throw cursor.fault(field, "expected a field after ->");
        }
        var begin = Operands.beginOfLast(pieces);
        if (begin < 0) {
            throw cursor.fault(arrow, "expected something to take a field of");
        }
        pieces.add(begin, new Piece("FIELD(", pieces.get(begin).offset()));
        before = new Token(Kind.SIGN, ")", field.offset());
        put(field, ", '" + field.text().toLowerCase(Locale.ROOT).replace("'", "''") + "' )");
    }

    /// The window's bounds are keys like any other, so that they can be selected.
    private void groupByWindow(Emit emit) {
        if (!groups) {
            throw Misspelt.at(cursor.statement(), windowAt, "WINDOW needs a GROUP BY");
        }
        if (emit == Emit.NOW) {
            throw Misspelt.at(
                    cursor.statement(), windowAt, "WINDOW needs EMIT CHANGES or EMIT FINAL");
        }
        var at = groupingEnds < 0 ? pieces.size() : groupingEnds;
        pieces.add(at, new Piece(", `WINDOWSTART` , `WINDOWEND`", cursor.statement().length()));
    }

    private void put(Token token, String text) {
        pieces.add(new Piece(text, token.offset()));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
