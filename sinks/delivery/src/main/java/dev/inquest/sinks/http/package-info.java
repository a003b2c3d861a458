/// Requests over HTTP that end in time, keep secrets, and become answers.
@NullMarked
package dev.inquest.sinks.http;

import org.jspecify.annotations.NullMarked;
