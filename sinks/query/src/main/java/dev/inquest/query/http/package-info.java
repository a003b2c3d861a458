/// ksqlDB's HTTP API, re-implemented from its documentation. Controllers join the HTTP server of
/// the process by being on its class path.
@NullMarked
package dev.inquest.query.http;

import org.jspecify.annotations.NullMarked;
