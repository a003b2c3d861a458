package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Prints the rows of an answer as they come.
interface Rows {

    void columns(List<String> names);

    void row(JsonNode cells);

    /// A line that is no row.
    void line(String text);

    /// Nothing waits behind what has come: it should be seen now.
    void pause();

    void end();
}
