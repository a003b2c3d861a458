/// Findings as JSON to any address: CloudEvents, or a message that Slack understands.
@NullMarked
package dev.inquest.sinks.webhook;

import org.jspecify.annotations.NullMarked;
