/// The web console: what Inquest knows, on screens that people keep open, and the case files they
/// take away.
@NullMarked
package dev.inquest.console;

import org.jspecify.annotations.NullMarked;
