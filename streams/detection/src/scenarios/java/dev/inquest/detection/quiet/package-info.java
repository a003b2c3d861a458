/// A month in which nothing is wrong but five nodes, second by second: what Inquest must not wake
/// anybody for. The tests here and the benchmark both play it.
@NullMarked
package dev.inquest.detection.quiet;

import org.jspecify.annotations.NullMarked;
