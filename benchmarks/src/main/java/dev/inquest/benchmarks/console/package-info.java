/// How smoothly the console's map moves.
@NullMarked
package dev.inquest.benchmarks.console;

import org.jspecify.annotations.NullMarked;
