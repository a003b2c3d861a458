/// How fast findings leave, beside a plain loop of posts.
@NullMarked
package dev.inquest.benchmarks.sinks;

import org.jspecify.annotations.NullMarked;
