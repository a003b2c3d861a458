package dev.inquest.query.answer;

import java.util.Map;

/// What somebody asks.
///
/// @param sql one or more statements
/// @param properties of the session, such as `auto.offset.reset`
/// @param variables put in for `${name}`
public record Request(String sql, Map<String, String> properties, Map<String, String> variables) {

    public Request {
        properties = Map.copyOf(properties);
        variables = Map.copyOf(variables);
    }

    public Request(String sql) {
        this(sql, Map.of(), Map.of());
    }
}
