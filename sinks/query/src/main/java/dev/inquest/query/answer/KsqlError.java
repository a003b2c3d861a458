package dev.inquest.query.answer;

import org.jspecify.annotations.Nullable;

/// A failure as ksqlDB's clients know it: a number whose first three digits are the HTTP status.
public final class KsqlError extends RuntimeException {

    private final Code code;
    private final @Nullable String statement;

    /// The kinds of failure.
    public enum Code {
        BAD_REQUEST(40000),
        BAD_STATEMENT(40001),
        WRONG_ENDPOINT(40002),
        TOO_MANY_PUSH_QUERIES(40003),
        ONLY_HTTP2(40004),
        NOT_FOUND(40400),
        METHOD_NOT_ALLOWED(40500),
        NOT_ACCEPTABLE(40600),
        SATURATED(42900),
        SERVER_ERROR(50000),
        NOT_READY(50302),
        SHUTTING_DOWN(50303);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        /// The status that goes with it.
        public int status() {
            return number / 100;
        }
    }

    private KsqlError(Code code, String message, @Nullable String statement) {
        super(message, null, false, false);
        this.code = code;
        this.statement = statement;
    }

    /// A failure that no statement is to blame for.
    public static KsqlError of(Code code, String message) {
        return new KsqlError(code, message, null);
    }

    /// A statement that cannot be carried out.
    public static KsqlError badStatement(String message, String statement) {
        return new KsqlError(Code.BAD_STATEMENT, message, statement);
    }

    /// A failure of a statement for another reason than the statement.
    public static KsqlError of(Code code, String message, String statement) {
        return new KsqlError(code, message, statement);
    }

    public Code code() {
        return code;
    }

    /// The statement that failed, if one did.
    public @Nullable String statement() {
        return statement;
    }

    /// The message, which is always there.
    public String text() {
        return String.valueOf(getMessage());
    }
}
