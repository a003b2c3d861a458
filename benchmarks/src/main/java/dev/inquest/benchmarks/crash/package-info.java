/// How well and how fast the crash reader reads, beside the published rules of two node agents.
@NullMarked
package dev.inquest.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
