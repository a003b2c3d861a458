/// The quiet month: that ordinary life wakes nobody.
@NullMarked
package dev.inquest.benchmarks.quietmonth;

import org.jspecify.annotations.NullMarked;
