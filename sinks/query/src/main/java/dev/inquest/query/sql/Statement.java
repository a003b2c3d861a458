package dev.inquest.query.sql;

import java.util.Optional;
import java.util.OptionalLong;

/// What somebody asks for.
public sealed interface Statement permits Select, Statement.Other {

    /// Everything but a SELECT.
    sealed interface Other extends Statement {}

    /// Which list SHOW gives.
    enum Listing {
        STREAMS,
        TABLES,
        TOPICS,
        QUERIES,
        PROPERTIES,
        FUNCTIONS,
        VARIABLES,
        TYPES,
        CONNECTORS
    }

    /// `SHOW` or `LIST`.
    record Show(Listing listing, boolean extended) implements Other {}

    /// `DESCRIBE` of one relation.
    record Describe(String name, boolean extended) implements Other {}

    /// `DESCRIBE` of all streams or all tables.
    record DescribeAll(boolean tables) implements Other {}

    /// `EXPLAIN` of a query, or of one that runs.
    record Explain(Optional<Select> select, Optional<String> queryId) implements Other {}

    /// `PRINT` of a topic.
    record Print(String topic, boolean fromBeginning, OptionalLong limit) implements Other {}

    /// `SET`, or `UNSET` where there is no value.
    record SetProperty(String name, Optional<String> value) implements Other {}

    /// `DEFINE`, or `UNDEFINE` where there is no value.
    record Define(String name, Optional<String> value) implements Other {}

    /// `TERMINATE`; no id means all.
    record Terminate(Optional<String> queryId) implements Other {}

    /// A statement that would change what is in the catalog, which nobody can.
    record Refused(String what) implements Other {}
}
