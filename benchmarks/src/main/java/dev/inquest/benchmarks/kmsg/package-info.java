/// A flood of the kernel's log against the reader of it.
@NullMarked
package dev.inquest.benchmarks.kmsg;

import org.jspecify.annotations.NullMarked;
