/// A stand-in for an address that findings are posted to, for tests.
@NullMarked
package dev.inquest.sinks.webhook.standin;

import org.jspecify.annotations.NullMarked;
