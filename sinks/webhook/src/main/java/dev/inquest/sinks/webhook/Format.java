package dev.inquest.sinks.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.sinks.receiver.Notice;

/// How a notice looks as JSON.
interface Format {

    String contentType();

    ObjectNode body(Notice notice);
}
