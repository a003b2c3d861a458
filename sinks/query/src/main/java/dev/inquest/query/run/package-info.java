/// Runs queries: who may run, for how long, how much they may return, and how to end them.
@NullMarked
package dev.inquest.query.run;

import org.jspecify.annotations.NullMarked;
